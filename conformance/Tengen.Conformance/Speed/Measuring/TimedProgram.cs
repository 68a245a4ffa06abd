// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>A compiled graph with buffers for its arguments. One thread; disposed before its device.</summary>
internal sealed class TimedProgram : IDisposable
{
    private const byte Poison = 0xA5;

    /// <summary>A batch whose executions are used ends with the one that passes this: how long they take is what is to be found out.</summary>
    private static readonly TimeSpan LongestUse = TimeSpan.FromMilliseconds(20);

    private readonly Device _device;
    private readonly CompiledProgram _program;
    private readonly TimedWork _work;
    private readonly List<DeviceBuffer> _buffers = [];
    private readonly Argument[] _arguments;
    private readonly byte[] _poison;
    private readonly Tensor[] _outputs;
    private bool _isRead;
    private Tensor[] _current;

    /// <param name="device">Where it runs.</param>
    /// <param name="work">Claimed by the device.</param>
    /// <exception cref="TengenException">The device does not compile it, or has no memory for its arguments.</exception>
    public TimedProgram(Device device, TimedWork work)
    {
        (_device, _work, _current) = (device, work, work.Inputs);
        _program = CompiledProgram.Create(device, work.Graph, new ProgramOptions { PersistentConstants = true });
        try
        {
            foreach (var argument in _program.Info.Arguments)
                _buffers.Add(DeviceBuffer.Allocate(device, argument.Bytes, new BufferOptions
                {
                    Memory = argument.Memory,
                    Flags = argument.BufferFlags,
                    Alignment = argument.Alignment > device.Description.BufferAlignment ? argument.Alignment : 0,
                }));
        }
        catch
        {
            Dispose();
            throw;
        }
        _arguments = [.. _buffers.Select((buffer, i) => Argument.Of(buffer, _program.Info.Arguments[i].Shape.Dims.AsSpan()))];
        _poison = new byte[_program.Info.Arguments.Skip(Inputs).Take(_program.Info.OutputCount).Max(argument => (int)argument.Bytes)];
        Array.Fill(_poison, Poison);
        _outputs = [.. _program.Info.Arguments.Skip(Inputs).Take(_program.Info.OutputCount).Select(argument => new Tensor(argument.Type, argument.Shape.Dims.AsSpan()))];
        Write();
    }

    private int Inputs => _program.Info.InputCount;

    /// <summary>Runs once, submission to completion.</summary>
    public void Execute() => _device.Queues[0].Run(_program, _arguments);

    public Sample Sample(SampleRequest request, CacheFlush flush)
    {
        _isRead = request.Condition == Condition.Used;
        if (request.Condition is Condition.Used or Condition.Traffic)
            return Use(request);
        if (request.Condition is Condition.Repeated or Condition.Fresh)
            Use(request.Condition == Condition.Repeated ? request.Fresh : 0);
        if (request.Condition != Condition.Cold)
            Execute();
        if (request.Condition != Condition.Warm)
            Use(request.Fresh);
        PoisonOutputs();
        if (request.Condition == Condition.Cold)
            flush.Run();
        return Time(request.Condition == Condition.Warm ? request.Batch : 1, _ => Execute());
    }

    /// <summary>Holds what the last execution computed against the oracle; what was read right after it, where it was.</summary>
    public OutputCheck Check()
    {
        if (!_isRead)
            Read();
        return OutputSample.Judge(_work, _current, _outputs, _program.Info);
    }

    public void Dispose()
    {
        foreach (var buffer in _buffers)
            buffer.Dispose();
        _program.Dispose();
    }

    private Sample Use(SampleRequest request)
    {
        var sets = ((int[])[2 * request.Fresh, 2 * request.Fresh + 1]).Select(Rotated).ToArray();
        Execute();
        return Time(request.Batch, execution =>
        {
            _current = sets[execution % sets.Length];
            Write();
            if (request.Condition == Condition.Used)
                Execute();
            Read();
        }, LongestUse);
    }

    private static Sample Time(int executions, Action<int> step, TimeSpan? longest = null)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var done = 0;
        do
            step(done++);
        while (done < executions && (longest is null || clock.Elapsed < longest));
        var elapsed = clock.Elapsed;
        return new Sample(elapsed.TotalSeconds / done, (Environment.CpuUsage.TotalTime - processor) / elapsed);
    }

    private void Use(int fresh)
    {
        _current = Rotated(fresh);
        Write();
    }

    private Tensor[] Rotated(int fresh) => fresh == 0 ? _work.Inputs : [.. _work.Inputs.Select(tensor => Rotation.Of(tensor, fresh))];

    private void Write()
    {
        for (var i = 0; i < _current.Length; i++)
            _buffers[i].Write(_current[i].AsBytes());
    }

    private void PoisonOutputs()
    {
        for (var j = Inputs; j < Inputs + _program.Info.OutputCount; j++)
            _buffers[j].Write(_poison.AsSpan(0, (int)_buffers[j].Bytes));
    }

    private void Read()
    {
        for (var j = 0; j < _outputs.Length; j++)
            _buffers[Inputs + j].Read(_outputs[j].AsBytes());
    }
}
