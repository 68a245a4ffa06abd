// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Backends.OpenCl.Operators;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl;

using Graph = Tengen.Graph.Graph;
using Program = Tengen.Plugin.Program;

/// <summary>A context on one device. Each queue is a thread that feeds a command queue of its own and waits for it.</summary>
internal sealed unsafe class OpenClDevice : Device
{
    private readonly ConcurrentDictionary<(string Source, string Options), Lazy<nint>> _programs = new();
    private readonly DeviceRecord _record;
    private readonly nint _context;
    private readonly nint _transfers;
    private readonly nint[] _commands;
    private readonly WorkerQueue[] _workers;

    public OpenClDevice(OpenRequest request, DeviceRecord record) : base(request)
    {
        _record = record;
        (_context, _transfers, _commands) = Start(request, record.Device);
        _workers = [.. request.Queues.Select((_, queue) => new WorkerQueue(this, queue))];
    }

    public nint Context => _context;

    /// <summary>The command queue of maps and uploads.</summary>
    public nint Transfers => _transfers;

    public Traits Traits => _record.Traits;

    public override IReadOnlyList<Support> Query(Graph graph, OptionSet options)
    {
        if (graph.Aliases.Length > 0)
            return [.. graph.Nodes.Select(_ => Support.No(Why.Memory, "opencl:alias: outputs that are an input's memory are not taken; pass memory of their own"))];
        return [.. graph.Nodes.Select(node => OperatorTable.Find(node) is { } taken
            ? taken.Check(graph, node, Traits)
            : Support.No(Why.Op, $"{node} is not among the operators of this device: {string.Join(", ", OperatorTable.Names)}"))];
    }

    public override Program Compile(CompileRequest request) => OpenClProgram.Compile(this, request.Graphs);

    public override DeviceBuffer Allocate(BufferRequest request) => new OpenClBuffer(this, request.Bytes);

    public override Submitted Submit(Program? program, in Submission submission) => _workers[submission.Queue].Post(program, in submission);

    public override bool Cancel(int queue, ulong ticket) => _workers[queue].Cancel(ticket);

    /// <summary>The command queue that serves a queue of the host.</summary>
    public nint Commands(int queue) => _commands[queue];

    /// <summary>A built program, shared by all that ask for the same text; owned by the device.</summary>
    public nint Build(string source, string options) =>
        _programs.GetOrAdd((source, options), key => new Lazy<nint>(() => ProgramBuilder.Build(_context, _record.Device, key.Source, key.Options))).Value;

    protected override void Dispose(bool disposing)
    {
        foreach (var worker in _workers)
            worker.Dispose();
        foreach (var commands in _commands.Append(_transfers))
            _ = Driver.Api.ReleaseCommandQueue(commands);
        foreach (var program in _programs.Values.Where(program => program.IsValueCreated))
            _ = Driver.Api.ReleaseProgram(program.Value);
        _ = Driver.Api.ReleaseContext(_context);
        base.Dispose(disposing);
    }

    private static (nint Context, nint Transfers, nint[] Commands) Start(OpenRequest request, nint device)
    {
        var started = ((nint)0, (nint)0, Array.Empty<nint>());
        Quiet.Run(() =>
        {
            int error;
            var own = device;
            var context = Driver.Api.CreateContext(null, 1, &own, null, null, &error);
            Driver.Check(error, "clCreateContext");
            started = (context, Queue(context, device), [.. request.Queues.Select(_ => Queue(context, device))]);
        });
        return started;
    }

    private static nint Queue(nint context, nint device)
    {
        int error;
        var queue = Driver.Api.CreateCommandQueue(context, device, CommandQueueProperties.None, &error);
        Driver.Check(error, "clCreateCommandQueue");
        return queue;
    }
}
