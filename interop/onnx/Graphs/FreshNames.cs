// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Protos;

namespace Tengen.Interop.Onnx.Graphs;

/// <summary>Makes names that occur nowhere in the outermost graph and that it made for nobody else.</summary>
internal sealed class FreshNames(GraphBudget budget)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public void Avoid(GraphProto graph)
    {
        _taken.UnionWith(FreeNames.Defined(graph));
        _taken.UnionWith(graph.Outputs.Select(output => output.Name));
        foreach (var node in graph.Nodes)
        {
            _taken.UnionWith(node.Inputs);
            foreach (var nested in node.Attributes.SelectMany(attribute => attribute.Graphs ?? []))
                Avoid(nested);
        }
    }

    public string Make(string prefix, string name, NodeProto call)
    {
        budget.Made(prefix.Length + name.Length, call.Offset, call.Path);
        var made = prefix + name;
        for (var suffix = 2; !_taken.Add(made); suffix++)
            made = $"{prefix}{name}~{suffix}";
        return made;
    }
}
