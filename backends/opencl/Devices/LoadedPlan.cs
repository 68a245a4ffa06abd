// SPDX-License-Identifier: Apache-2.0
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Devices;

/// <summary>A plan on its device: built kernels, uploaded constants, an arena. Runs one at a time.</summary>
internal sealed unsafe class LoadedPlan : IDisposable
{
    private readonly object _gate = new();
    private readonly Session _session;
    private readonly List<nint> _memory = [];
    private readonly List<nint> _kernels = [];
    private readonly nint[] _constants = [];

    /// <exception cref="PluginException">No memory, or the driver's compiler fails.</exception>
    public LoadedPlan(Session session, Plan plan)
    {
        (_session, Plan) = (session, plan);
        try
        {
            _constants = plan.Constants.Select(constant => Allocate(constant.Bytes, constant.Pointer)).ToArray();
            var arena = plan.ArenaBytes > 0 ? Allocate(plan.ArenaBytes, null) : 0;
            Quiet.Run(() =>
            {
                foreach (var launch in plan.Launches)
                    _kernels.Add(Load(launch, arena));
            });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Plan Plan { get; }

    /// <summary>A constant as it lies on the device; what it was made from is gone.</summary>
    public byte[] ReadConstant(int constant, nint commands)
    {
        var bytes = new byte[Plan.Constants[constant].Bytes];
        if (bytes.Length > 0)
            fixed (byte* to = bytes)
                Driver.Check(Driver.Api.EnqueueReadBuffer(commands, _constants[constant], true, 0, (nuint)bytes.Length, to, 0, null, null), "clEnqueueReadBuffer");
        return bytes;
    }

    /// <summary>Executes the launches and waits for them.</summary>
    /// <param name="arguments">Memory of inputs, then outputs; 0 for those without elements.</param>
    public void Run(nint commands, ReadOnlySpan<nint> arguments)
    {
        lock (_gate)
        {
            try
            {
                fixed (nint* memory = arguments)
                    for (var i = 0; i < _kernels.Count; i++)
                        Enqueue(commands, _kernels[i], Plan.Launches[i], memory);
            }
            finally
            {
                Driver.Check(Driver.Api.Finish(commands), "clFinish");
            }
        }
    }

    public void Dispose()
    {
        _kernels.ForEach(kernel => _ = Driver.Api.ReleaseKernel(kernel));
        _memory.ForEach(memory => _ = Driver.Api.ReleaseMemObject(memory));
        _kernels.Clear();
        _memory.Clear();
    }

    private static void Enqueue(nint commands, nint kernel, Launch launch, nint* arguments)
    {
        for (var i = 0; i < launch.Buffers.Length; i++)
            if (launch.Buffers[i].Kind == BufferKind.Argument)
                Driver.Check(Driver.Api.SetKernelArg(kernel, (uint)i, (nuint)sizeof(nint), arguments + launch.Buffers[i].Index), "clSetKernelArg");
        fixed (ulong* global = launch.Grid.Global.AsSpan(), local = launch.Grid.Local.AsSpan())
            Driver.Check(Driver.Api.EnqueueNdrangeKernel(commands, kernel, (uint)launch.Grid.Global.Length, null, (nuint*)global, (nuint*)local, 0, null, null),
                "clEnqueueNDRangeKernel");
    }

    private nint Load(Launch launch, nint arena)
    {
        int error;
        var kernel = Driver.Api.CreateKernel(_session.Build(launch.Code), launch.Kernel, &error);
        Driver.Check(error, "clCreateKernel");
        var index = 0u;
        foreach (var buffer in launch.Buffers)
        {
            var memory = buffer.Kind == BufferKind.Constant ? _constants[buffer.Index] : buffer.Kind == BufferKind.Arena ? Place(arena, buffer) : 0;
            Driver.Check(Driver.Api.SetKernelArg(kernel, index++, (nuint)sizeof(nint), &memory), "clSetKernelArg");
        }
        foreach (var scalar in launch.Scalars)
            fixed (byte* bytes = scalar.Bytes.AsSpan())
                Driver.Check(Driver.Api.SetKernelArg(kernel, index++, (nuint)scalar.Bytes.Length, bytes), "clSetKernelArg");
        return kernel;
    }

    private nint Place(nint arena, BufferOperand buffer)
    {
        var part = Driver.Part(arena, buffer.Offset, Math.Max(buffer.Bytes, 1));
        _memory.Add(part);
        return part;
    }

    private nint Allocate(long bytes, byte* content)
    {
        var memory = _session.Allocate(bytes, content, content == null ? MemFlags.ReadWrite : MemFlags.ReadOnly);
        _memory.Add(memory);
        return memory;
    }
}
