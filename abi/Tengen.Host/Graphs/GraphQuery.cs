// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>A device's answer to a graph. A claim binds exactly the graph and settings asked about (TG-H-27).</summary>
public sealed unsafe class GraphQuery
{
    private const uint Unanswered = 0xA5A5A5A5;

    private GraphQuery(Graph.Graph graph, ImmutableArray<NodeSupport> nodes) => (Graph, Nodes) = (graph, nodes);

    public Graph.Graph Graph { get; }

    /// <summary>One answer per node, in the graph's order.</summary>
    public ImmutableArray<NodeSupport> Nodes { get; }

    /// <summary>True when the whole graph is claimed and must compile (TG-P-31).</summary>
    public bool IsClaimed => Nodes.All(node => node.IsClaimed);

    /// <summary>Asks; compiles nothing.</summary>
    /// <exception cref="Tengen.Graph.GraphException">The graph breaks a rule; the plugin was not asked.</exception>
    /// <exception cref="TengenException">The plugin refused the question.</exception>
    public static GraphQuery Run(Device device, Graph.Graph graph, ImmutableDictionary<string, string>? settings = null)
    {
        using var native = new NativeGraph(graph);
        using var arena = new NativeArena();
        var support = arena.Array<tg_support>(graph.Nodes.Length);
        for (var i = 0; i < graph.Nodes.Length; i++)
            support[i].verdict = Unanswered;
        var texts = new Dictionary<uint, string>();
        var handle = GCHandle.Alloc(texts);
        try
        {
            var query = new tg_query
            {
                size = (uint)sizeof(tg_query),
                graph = native.Pointer,
                support = support,
                explain = &Explain,
                explain_ctx = (void*)GCHandle.ToIntPtr(handle),
                options = NativeOptions.Of(settings ?? ImmutableDictionary<string, string>.Empty, arena),
                support_stride = (uint)sizeof(tg_support),
            };
            var error = ErrorBuffer.Fresh();
            using (device.Enter())
                ErrorBuffer.Check(device.Api.graph_query(device.Alive, &query, error), error, device.Subject("graph_query"));
        }
        finally
        {
            handle.Free();
        }
        var answers = Enumerable.Range(0, graph.Nodes.Length).Select(node => Answer(device, support[node], node, texts.GetValueOrDefault((uint)node, "")));
        return new GraphQuery(graph, Whole([.. answers]));
    }

    private static NodeSupport Answer(Device device, in tg_support support, int node, string text)
    {
        if (support.verdict == Unanswered)
            device.Report("TG-P-33", $"graph_query left node {node} without an answer");
        return new NodeSupport(
            support.verdict <= Tg.TG_IF_CONSTANT ? (SupportVerdict)support.verdict : SupportVerdict.No,
            support.why <= Tg.TG_WHY_CONTEXT ? (SupportReason)support.why : SupportReason.None,
            (int)support.group, (int)support.version, support.cost_ns, support.resident_bytes, text);
    }

    /// <summary>Takes the claim from nodes whose group is not claimed as a whole, be it once all dims are numbers.</summary>
    private static ImmutableArray<NodeSupport> Whole(ImmutableArray<NodeSupport> nodes)
    {
        var broken = nodes.Where(node => node.Group != 0 && !node.IsClaimed && node.Verdict != SupportVerdict.IfStatic).Select(node => node.Group).ToHashSet();
        return broken.Count == 0 ? nodes : [.. nodes.Select(node => node.IsClaimed && broken.Contains(node.Group)
            ? node with { Verdict = SupportVerdict.No, Reason = SupportReason.Context, Text = $"another node of group {node.Group} is not claimed" }
            : node)];
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Explain(void* context, uint node, byte* text)
    {
        if (GCHandle.FromIntPtr((nint)context).Target is Dictionary<uint, string> texts)
            texts[node] = Utf8.Read(text);
    }
}
