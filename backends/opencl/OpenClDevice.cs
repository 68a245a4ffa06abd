// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Devices;
using Tengen.Backends.OpenCl.Operators;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl;

using Graph = Tengen.Graph.Graph;
using Program = Tengen.Plugin.Program;

/// <summary>An open device. Each queue of the host is a thread that feeds a command queue of its own and waits for it.</summary>
internal sealed class OpenClDevice : Device
{
    private readonly nint[] _commands;
    private readonly WorkerQueue[] _workers;

    public OpenClDevice(OpenRequest request, DeviceRecord record) : base(request)
    {
        Losses = new LossInjection(request.Options);
        Session = new Session(record);
        Mappings = Session.Queue();
        _commands = [.. request.Queues.Select(_ => Session.Queue())];
        _workers = [.. request.Queues.Select((_, queue) => new WorkerQueue(this, queue))];
    }

    public Session Session { get; }

    public LossInjection Losses { get; }

    /// <summary>The command queue of maps.</summary>
    public nint Mappings { get; }

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

    public override Submitted Submit(Program? program, in Submission submission) => _workers[submission.Queue].Post(program, in submission);

    public override Submitted Copy(in CopySubmission copy) => _workers[copy.Queue].Post(in copy);

    public override bool Cancel(int queue, ulong ticket) => _workers[queue].Cancel(ticket);

    /// <summary>The command queue that serves a queue of the host.</summary>
    public nint Commands(int queue) => _commands[queue];

    protected override void Transfer(in CopySubmission copy)
    {
        Losses.Begin();
        Transfers.Run(_commands[copy.Queue], in copy);
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var worker in _workers)
            worker.Dispose();
        foreach (var commands in _commands.Append(Mappings))
            _ = Driver.Api.ReleaseCommandQueue(commands);
        Session.Dispose();
        base.Dispose(disposing);
    }
}
