// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Operators;
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu;

using Graph = Tengen.Graph.Graph;

/// <summary>The host's processor as a blocking device over host memory.</summary>
internal sealed unsafe class CpuDevice(OpenRequest request) : Device(request)
{
    private readonly ForkJoinPool _pool = new(request.Options.Int("threads", Environment.ProcessorCount, 1, 1024));

    public override IReadOnlyList<Support> Query(Graph graph, OptionSet options)
    {
        if (graph.Aliases.Length > 0)
            return [.. graph.Nodes.Select(_ => Support.No(Why.Memory, "outputs that are an input's memory are not taken"))];
        var bounded = OpenOutputs.Of(graph).Graph;
        return [.. graph.Nodes.Select(node => OperatorTable.Find(node) is { } taken
            ? taken.Check(bounded, node)
            : Support.No(Why.Op, $"{node} is not among the {OperatorTable.Count} operators of this device"))];
    }

    public override Program Compile(CompileRequest request) => CpuProgram.Compile(request.Graphs, _pool);

    public override Submitted Copy(in CopySubmission copy)
    {
        var from = copy.Source is { } source ? source.HostPointer + copy.SourceOffset : copy.HostSource;
        var to = copy.Destination is { } destination ? destination.HostPointer + copy.DestinationOffset : copy.HostDestination;
        Buffer.MemoryCopy(from, to, copy.Bytes, copy.Bytes);
        return Submitted.Done;
    }

    protected override void Dispose(bool disposing)
    {
        _pool.Dispose();
        base.Dispose(disposing);
    }
}
