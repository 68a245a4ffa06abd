// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>A compiled graph with buffers for its arguments. One thread; disposed before its device.</summary>
internal sealed class TimedProgram : IDisposable
{
    private const byte Poison = 0xA5;
    private readonly Device _device;
    private readonly CompiledProgram _program;
    private readonly TimedWork _work;
    private readonly List<DeviceBuffer> _buffers = [];
    private readonly Argument[] _arguments;
    private readonly byte[] _poison;
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
        Write();
    }

    private int Inputs => _program.Info.InputCount;

    /// <summary>Runs once, submission to completion.</summary>
    public void Execute() => _device.Queues[0].Run(_program, _arguments);

    public Sample Sample(SampleRequest request, CacheFlush flush)
    {
        if (request.Condition is Condition.Repeated or Condition.Fresh)
            Use(request.Condition == Condition.Repeated ? request.Fresh : 0);
        if (request.Condition != Condition.Cold)
            Execute();
        if (request.Condition != Condition.Warm)
            Use(request.Fresh);
        PoisonOutputs();
        if (request.Condition == Condition.Cold)
            flush.Run();
        return Time(request.Condition == Condition.Warm ? request.Batch : 1);
    }

    /// <summary>Holds what the last execution computed against the oracle.</summary>
    public OutputCheck Check() => OutputSample.Judge(_work, _current, Outputs(), _program.Info);

    public void Dispose()
    {
        foreach (var buffer in _buffers)
            buffer.Dispose();
        _program.Dispose();
    }

    private Sample Time(int executions)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < executions; i++)
            Execute();
        var elapsed = clock.Elapsed;
        return new Sample(elapsed.TotalSeconds / executions, (Environment.CpuUsage.TotalTime - processor) / elapsed);
    }

    private void Use(int fresh)
    {
        _current = fresh == 0 ? _work.Inputs : [.. _work.Inputs.Select(tensor => Rotation.Of(tensor, fresh))];
        Write();
    }

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

    private List<Tensor> Outputs()
    {
        var outputs = new List<Tensor>();
        for (var j = Inputs; j < Inputs + _program.Info.OutputCount; j++)
        {
            var tensor = new Tensor(_program.Info.Arguments[j].Type, _program.Info.Arguments[j].Shape.Dims.AsSpan());
            _buffers[j].Read(tensor.AsBytes());
            outputs.Add(tensor);
        }
        return outputs;
    }
}
