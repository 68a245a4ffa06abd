// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Plans;
using Tengen.Backends.OpenCl.Queues;

namespace Tengen.Backends.OpenCl.Devices;

/// <summary>What one in-order queue needs to run a plan as often as it likes: kernels, whose arguments are its own, and an arena. One thread at a time.</summary>
internal sealed unsafe class Lane : IDisposable
{
    private readonly Session _session;
    private readonly Plan _plan;
    private readonly List<nint> _memory = [];
    private readonly List<nint> _kernels = [];

    /// <exception cref="Tengen.Plugin.PluginException">No memory, or the driver's compiler fails.</exception>
    public Lane(Session session, Plan plan, IReadOnlyList<nint> constants)
    {
        (_session, _plan) = (session, plan);
        try
        {
            var arena = plan.ArenaBytes > 0 ? session.Allocate(plan.ArenaBytes, null) : 0;
            if (arena != 0)
                _memory.Add(arena);
            Quiet.Run(() =>
            {
                foreach (var launch in plan.Launches)
                    _kernels.Add(Load(launch, arena, constants));
            });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Enqueues the launches.</summary>
    /// <param name="list">Of the lane's queue.</param>
    /// <param name="arguments">Memory of inputs, then outputs; 0 for those without elements.</param>
    public void Enqueue(CommandList list, ReadOnlySpan<nint> arguments)
    {
        for (var i = 0; i < _kernels.Count; i++)
        {
            var buffers = _plan.Launches[i].Buffers;
            for (var j = 0; j < buffers.Length; j++)
                if (buffers[j].Kind == BufferKind.Argument)
                    Set(_kernels[i], (uint)j, arguments[buffers[j].Index]);
            list.Launch(_kernels[i], _plan.Launches[i].Grid, isLast: i == _kernels.Count - 1);
        }
    }

    public void Dispose()
    {
        _kernels.ForEach(kernel => _ = Driver.Api.ReleaseKernel(kernel));
        _memory.ForEach(memory => _ = Driver.Api.ReleaseMemObject(memory));
        _kernels.Clear();
        _memory.Clear();
    }

    private nint Load(Launch launch, nint arena, IReadOnlyList<nint> constants)
    {
        int error;
        var kernel = Driver.Api.CreateKernel(_session.Build(launch.Code), launch.Kernel, &error);
        Driver.Check(error, "clCreateKernel");
        var index = 0u;
        foreach (var buffer in launch.Buffers)
            Set(kernel, index++, buffer.Kind == BufferKind.Constant ? constants[buffer.Index] : buffer.Kind == BufferKind.Arena ? Place(arena, buffer) : 0);
        foreach (var scalar in launch.Scalars)
            fixed (byte* bytes = scalar.Bytes.AsSpan())
                Driver.Check(Driver.Api.SetKernelArg(kernel, index++, (nuint)scalar.Bytes.Length, bytes), "clSetKernelArg");
        return kernel;
    }

    private static void Set(nint kernel, uint index, nint memory) =>
        Driver.Check(Driver.Api.SetKernelArg(kernel, index, (nuint)sizeof(nint), &memory), "clSetKernelArg");

    private nint Place(nint arena, BufferOperand buffer)
    {
        var part = Driver.Part(arena, buffer.Offset, Math.Max(buffer.Bytes, 1));
        _memory.Add(part);
        return part;
    }
}
