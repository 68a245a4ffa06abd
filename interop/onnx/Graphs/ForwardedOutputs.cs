// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Protos;

namespace Tengen.Interop.Onnx.Graphs;

/// <summary>
/// The outputs of the calls in one graph that hand on an argument. An argument that the call omits makes the output an omitted input of
/// whoever reads it; a graph that returns one is refused.
/// </summary>
internal sealed class ForwardedOutputs(string file)
{
    private readonly Dictionary<string, List<NodeProto>> _identities = new(StringComparer.Ordinal);
    private readonly HashSet<string> _omitted = new(StringComparer.Ordinal);

    public void Add(NodeProto identity)
    {
        if (!_identities.TryGetValue(identity.Inputs[0], out var readers))
            _identities[identity.Inputs[0]] = readers = [];
        readers.Add(identity);
    }

    public void Omit(string target) => _omitted.Add(target);

    /// <summary>Takes the omitted values out of <paramref name="graph"/>, where every call is already inlined.</summary>
    public void RemoveFrom(GraphProto graph)
    {
        if (_omitted.Count == 0)
            return;
        var removed = new HashSet<NodeProto>();
        var pending = new Stack<string>(_omitted);
        while (pending.TryPop(out var source))
            foreach (var identity in _identities.GetValueOrDefault(source) ?? [])
                if (removed.Add(identity) && _omitted.Add(identity.Outputs[0]))
                    pending.Push(identity.Outputs[0]);
        graph.Nodes.RemoveAll(removed.Contains);
        if (FreeNames.Defined(graph).FirstOrDefault(_omitted.Contains) is { } twice)
            throw new OnnxException(file, graph.Offset, graph.Path, $"value '{twice}' is defined twice");
        Clear(graph, _omitted);
    }

    private void Clear(GraphProto graph, HashSet<string> omitted)
    {
        if (graph.Outputs.Find(output => omitted.Contains(output.Name)) is { } missing)
            throw new OnnxException(file, missing.Offset, missing.Path, $"'{missing.Name}' is an omitted input, which a graph cannot return");
        foreach (var node in graph.Nodes)
        {
            for (var i = 0; i < node.Inputs.Count; i++)
                if (omitted.Contains(node.Inputs[i]))
                    node.Inputs[i] = "";
            foreach (var nested in node.Attributes.SelectMany(attribute => attribute.Graphs ?? []))
            {
                var hidden = FreeNames.Defined(nested).Where(omitted.Remove).ToList();
                Clear(nested, omitted);
                omitted.UnionWith(hidden);
            }
        }
    }
}
