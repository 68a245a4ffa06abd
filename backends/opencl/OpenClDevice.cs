// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Backends.OpenCl.Operators;
using Tengen.Backends.OpenCl.Queues;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl;

using Graph = Tengen.Graph.Graph;
using Program = Tengen.Plugin.Program;

/// <summary>An open device. Each queue of the host is a command queue of its own; what they wait for they wait for on the device.</summary>
internal sealed class OpenClDevice : Device
{
    public OpenClDevice(OpenRequest request, DeviceRecord record) : base(request)
    {
        Losses = new LossInjection(request.Options);
        Session = new Session(record);
        Mappings = Session.Queue();
        Queues = [.. request.Queues.Select((queue, number) => new CommandQueue(this, number, Info.Queues[queue.Kind].MaxPending))];
    }

    public Session Session { get; }

    public LossInjection Losses { get; }

    /// <summary>The command queue of maps.</summary>
    public nint Mappings { get; }

    public ImmutableArray<CommandQueue> Queues { get; }

    public new bool IsLost => base.IsLost;

    public override IReadOnlyList<Support> Query(Graph graph, OptionSet options)
    {
        if (graph.Aliases.Length > 0)
            return [.. graph.Nodes.Select(_ => Support.No(Why.Memory, "opencl:alias: outputs that are an input's memory are not taken; pass memory of their own"))];
        return [.. graph.Nodes.Select(node => OperatorTable.Find(node) is { } taken
            ? taken.Check(graph, node, Session.Traits)
            : Support.No(Why.Op, $"{node} is not among the operators of this device: {string.Join(", ", OperatorTable.Names)}"))];
    }

    public override Program Compile(CompileRequest request) => OpenClProgram.Compile(this, request.Graphs);

    public override Program Load(LoadRequest request) => OpenClProgram.Load(this, request);

    public override DeviceBuffer Allocate(BufferRequest request) => new OpenClBuffer(this, request.Bytes);

    public override Submitted Submit(Program? program, in Submission submission)
    {
        var queue = Queues[submission.Queue];
        PluginException? failure = null;
        try
        {
            queue.Begin(submission.Waits);
            (program as OpenClProgram)?.Enqueue(queue.List, in submission);
        }
        catch (PluginException failed) when (EndsInTurn(queue, failed))
        {
            failure = failed;
        }
        return queue.Commit(submission.Signals, submission.Completion, failure);
    }

    public override Submitted Copy(in CopySubmission copy)
    {
        var queue = Queues[copy.Queue];
        PluginException? failure = null;
        try
        {
            queue.Begin(copy.Waits);
            Losses.Begin();
            Transfers.Enqueue(queue.List, Session, in copy);
        }
        catch (PluginException failed) when (EndsInTurn(queue, failed))
        {
            failure = failed;
        }
        return queue.Commit(copy.Signals, copy.Completion, failure);
    }

    protected override DeviceTimeline MakeTimeline(ulong initial) => new OpenClTimeline(Session, initial);

    /// <summary>What has begun is accepted, and what finds the device lost is reported so; the rest is refused, and forgotten.</summary>
    private static bool EndsInTurn(CommandQueue queue, PluginException failed)
    {
        if (queue.List.HasBegun || failed.Status == Status.DeviceLost)
            return true;
        queue.List.Drop();
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var queue in Queues)
            queue.Dispose();
        _ = Driver.Api.ReleaseCommandQueue(Mappings);
        Session.Dispose();
        base.Dispose(disposing);
    }
}
