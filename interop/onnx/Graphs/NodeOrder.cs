// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Protos;

namespace Tengen.Interop.Onnx.Graphs;

/// <summary>
/// Puts the nodes of a graph in topological order, keeping the file's order wherever it is one. ONNX demands sorted files; not all are.
/// Kahn's algorithm, the earliest ready node first.
/// </summary>
internal static class NodeOrder
{
    /// <param name="graph">The graph whose nodes are sorted.</param>
    /// <param name="free">The names that nested graphs read.</param>
    /// <param name="fail">Makes the error of a node.</param>
    public static List<NodeProto> Of(GraphProto graph, FreeNames free, Func<NodeProto, string, OnnxException> fail)
    {
        var nodes = graph.Nodes;
        var producer = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
            foreach (var name in nodes[i].Outputs.Where(name => name.Length > 0))
                if (!producer.TryAdd(name, i))
                    throw fail(nodes[i], $"value '{name}' is already the output of node {producer[name]}");

        var waiting = new int[nodes.Count];
        var readers = new List<int>?[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
            foreach (var name in free.Read(nodes[i]).Distinct())
                if (producer.TryGetValue(name, out var from))
                {
                    waiting[i]++;
                    (readers[from] ??= []).Add(i);
                }

        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < nodes.Count; i++)
            if (waiting[i] == 0)
                ready.Enqueue(i, i);
        var order = new List<NodeProto>(nodes.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            order.Add(nodes[next]);
            foreach (var reader in readers[next] ?? [])
                if (--waiting[reader] == 0)
                    ready.Enqueue(reader, reader);
        }
        return order.Count == nodes.Count ? order : throw fail(nodes[Array.FindIndex(waiting, count => count > 0)], "waits for its own result: the graph has a cycle");
    }
}
