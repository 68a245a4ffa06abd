// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

using Graph = Tengen.Graph.Graph;

internal class AddDevice(OpenRequest request) : Device(request)
{
    public override IReadOnlyList<Support> Query(Graph graph, OptionSet options) => [.. graph.Nodes.Select(node => Answer(graph, node))];

    public override Program Compile(CompileRequest request)
    {
        foreach (var node in request.Graphs.SelectMany(graph => graph.Nodes))
            Misbehaviour.At("Compile", node);
        return new AddProgram(request, Info.Flags.HasFlag(DeviceFlags.Strides));
    }

    private static Support Answer(Graph graph, Node node)
    {
        Misbehaviour.At("Query", node);
        if (node.Domain == Misbehaviour.Domain)
            return Support.Yes;
        if (node is not { Domain: "", Op: "Add" })
            return Support.No(Why.Op, $"{node} is not Add");
        if (node.Version != 14)
            return Support.NoVersion(14, "Add-14 only");
        if (node.Attributes.Count > 0)
            return Support.No(Why.Attribute, "Add has no attributes");
        return node.Inputs.All(input => graph.Values[input].Type == DType.Float32) ? Support.Yes : Support.No(Why.DType, "f32 only");
    }
}
