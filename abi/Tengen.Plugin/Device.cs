// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Plugin;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// An open device. A blocking device in host memory overrides <see cref="Query"/> and <see cref="Compile"/>, nothing else. The host
/// serialises calls per queue; everything else may be called from any thread, unless the device says <see cref="DeviceFlags.Serial"/>.
/// </summary>
public abstract class Device : IDisposable
{
    protected Device(OpenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Request = request;
    }

    /// <summary>What the host asked for.</summary>
    public OpenRequest Request { get; }

    public DeviceInfo Info => Request.Info;

    public Host Host => Request.Host;

    /// <summary>Queues taken, the first so many of <see cref="OpenRequest.Queues"/>; read once after <see cref="Backend.Open"/>.</summary>
    public virtual int QueueCount => Request.Queues.Length;

    internal DeviceState State { get; set; } = null!;

    /// <summary>
    /// Says for every node, in the graph's order, whether this device takes it. Pure: no compilation, no state, the same answer again
    /// (TG-P-33). The kit turns a claim into a refusal where the ABI forbids one: opaque values, unknown rank, captures, attributes
    /// of unknown type, and symbolic dims on a device without <see cref="DeviceFlags.Symbols"/>.
    /// </summary>
    /// <param name="graph">Its constants are borrowed: see <see cref="CompileRequest"/>.</param>
    public abstract IReadOnlyList<Support> Query(Graph graph, OptionSet options);

    /// <summary>Compiles graphs of which the kit has just asked <see cref="Query"/> and every node was claimed. The kit disposes the program.</summary>
    public abstract Program Compile(CompileRequest request);

    /// <summary>Makes a program from compiled bytes of one of <see cref="DeviceInfo.Formats"/>. The bytes are hostile until checked.</summary>
    public virtual Program Load(LoadRequest request) =>
        throw new PluginException(Status.Incompatible, "kit:load", $"device '{Info.Name}' takes no compiled bytes; pass the graph");

    /// <summary>Allocates a buffer; the default is zeroed host memory. The kit has checked size, alignment and memory.</summary>
    public virtual DeviceBuffer Allocate(BufferRequest request) => new HostBuffer(request.Bytes, request.Alignment);

    /// <summary>
    /// Submits checked work. The default executes it at once. An asynchronous device answers <see cref="Submitted.Pending"/> and later
    /// ends <see cref="Submission.Completion"/>, from any thread and in any order: the kit reports in the queue's order.
    /// </summary>
    /// <param name="program">One of this device's; null = a barrier, which is done when everything before it is.</param>
    public virtual Submitted Submit(Program? program, in Submission submission)
    {
        program?.Execute(in submission);
        return Submitted.Done;
    }

    /// <summary>A copy between buffers or with host memory; the kit has checked the ranges, which do not overlap in one buffer.</summary>
    public virtual Submitted Copy(in CopySubmission copy) =>
        throw new PluginException(Status.Unsupported, "kit:copy", $"device '{Info.Name}' does not copy; map the buffers");

    /// <summary>Carries out a copy that was posted to a <see cref="WorkerQueue"/>; it is complete when this returns. On the worker's thread.</summary>
    protected internal virtual void Transfer(in CopySubmission copy) =>
        throw new PluginException(Status.Unsupported, "kit:copy", $"device '{Info.Name}' posts copies and does not override Transfer");

    /// <summary>Drives the device until the ticket was reported or the time ran out.</summary>
    /// <param name="timeout"><see cref="System.Threading.Timeout.InfiniteTimeSpan"/> = until it was reported.</param>
    /// <returns>True when the ticket was reported.</returns>
    public virtual bool Wait(int queue, ulong ticket, TimeSpan timeout) => State.Queues[queue].Wait(ticket, timeout);

    /// <summary>Asks for the end of a pending submission.</summary>
    /// <returns>True: it will be reported <see cref="Status.Cancelled"/> unless it finishes first. False: it is not pending.</returns>
    public virtual bool Cancel(int queue, ulong ticket) =>
        throw new PluginException(Status.Unsupported, "kit:cancel", $"device '{Info.Name}' does not cancel");

    /// <summary>Makes a buffer of memory that stays the giver's.</summary>
    public virtual DeviceBuffer Import(ImportRequest request) =>
        throw new PluginException(Status.Unsupported, "kit:import", $"device '{Info.Name}' imports no memory; copy it");

    /// <summary>Numbers of this open device; <paramref name="seen"/> is what the kit counted.</summary>
    public virtual DeviceStats Stats(DeviceStats seen) => seen;

    /// <summary>Changes options of the open device, all or nothing; keys are among <see cref="Backend.DeviceOptions"/>.</summary>
    public virtual void Set(OptionSet options) =>
        throw new PluginException(Status.Unsupported, "kit:set", $"device '{Info.Name}' changes no options while open; close and open it");

    /// <summary>A static table of further functions, or null when there is none of that name.</summary>
    public virtual unsafe void* Extension(string name) => null;

    /// <summary>The device's half of a new timeline. Null, the default: its queues wait through <see cref="WorkerQueue"/>, or not at all.</summary>
    protected internal virtual DeviceTimeline? MakeTimeline(ulong initial) => null;

    /// <summary>Its work is void: what begins or ends from now on is reported as <see cref="Status.DeviceLost"/>.</summary>
    protected bool IsLost => State.IsLost;

    /// <summary>
    /// Ends all work, early where it can: the host closes the device with submissions pending. When it returns nothing runs any more and
    /// nothing is completed; what is then pending the kit reports as <see cref="Status.DeviceLost"/>. Nothing is submitted afterwards. May be
    /// called more than once. The default lets everything finish; a device that can hang overrides it.
    /// </summary>
    protected internal virtual void EndWork()
    {
        foreach (var queue in State.Queues)
            queue.WaitUntilEnded();
    }

    /// <summary>Frees the device. Called once, with nothing pending and without buffers or programs left.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing) { }
}

/// <summary>What became of a submission.</summary>
public enum Submitted
{
    /// <summary>The outputs are complete.</summary>
    Done,

    /// <summary>The completion will be ended later.</summary>
    Pending,
}
