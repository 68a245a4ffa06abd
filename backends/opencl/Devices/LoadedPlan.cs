// SPDX-License-Identifier: Apache-2.0
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Backends.OpenCl.Queues;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Devices;

/// <summary>A plan on its device: built kernels, uploaded constants, a lane for every queue that has run it. Queues run it at one time.</summary>
internal sealed unsafe class LoadedPlan : IDisposable
{
    private readonly Session _session;
    private readonly List<nint> _constants = [];
    private readonly Lane?[] _lanes;

    /// <summary>Makes the first queue's lane too, so that what does not load is not a program.</summary>
    /// <exception cref="PluginException">No memory, or the driver's compiler fails.</exception>
    public LoadedPlan(Session session, Plan plan, int queues)
    {
        (_session, Plan) = (session, plan);
        _lanes = new Lane?[queues];
        try
        {
            foreach (var constant in plan.Constants)
                _constants.Add(session.Allocate(constant.Bytes, constant.Pointer, constant.Pointer == null ? MemFlags.ReadWrite : MemFlags.ReadOnly));
            _lanes[0] = new Lane(session, plan, _constants);
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

    /// <summary>Enqueues the launches. Calls for one queue are serial.</summary>
    /// <param name="queue">Its index.</param>
    /// <param name="list">Commands of that queue.</param>
    /// <param name="arguments">Memory of inputs, then outputs; 0 for those without elements.</param>
    /// <exception cref="PluginException">No memory, or the driver refuses a launch.</exception>
    public void Enqueue(int queue, CommandList list, ReadOnlySpan<nint> arguments) =>
        (_lanes[queue] ??= new Lane(_session, Plan, _constants)).Enqueue(list, arguments);

    public void Dispose()
    {
        foreach (var lane in _lanes)
            lane?.Dispose();
        _constants.ForEach(memory => _ = Driver.Api.ReleaseMemObject(memory));
        _constants.Clear();
    }
}
