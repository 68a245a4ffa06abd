// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Protos;

namespace Tengen.Interop.Onnx.Graphs;

/// <summary>The nodes of a function as one call sees them: formal names replaced by actual ones, attribute references by their values.</summary>
internal sealed class FunctionBody
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal) { [""] = "" };
    private readonly Dictionary<string, AttributeProto> _attributes = new(StringComparer.Ordinal);
    private readonly List<(string Source, string Target)> _forwarded = [];
    private readonly string _prefix;

    public FunctionBody(NodeProto call, FunctionProto function, int number)
    {
        _prefix = $"{(call.Name.Length > 0 ? call.Name : function.Name)}#{number}/";
        for (var i = 0; i < function.Inputs.Count; i++)
            _names[function.Inputs[i]] = i < call.Inputs.Count ? call.Inputs[i] : "";
        for (var i = 0; i < call.Outputs.Count; i++)
            if (call.Outputs[i].Length > 0 && !_names.TryAdd(function.Outputs[i], call.Outputs[i]))
                _forwarded.Add((_names[function.Outputs[i]], call.Outputs[i]));
        foreach (var attribute in function.Defaults.Concat(call.Attributes))
            _attributes[attribute.Name] = attribute;
    }

    /// <summary>Outputs of the call that are inputs, or the same result twice.</summary>
    public IEnumerable<(string Source, string Target)> Forwarded() => _forwarded;

    public NodeProto Copy(NodeProto node) => Copy(node, []);

    private NodeProto Copy(NodeProto node, HashSet<string> local) => new()
    {
        Path = node.Path,
        Offset = node.Offset,
        Name = _prefix + node.Name,
        Op = node.Op,
        Domain = node.Domain,
        Overload = node.Overload,
        Inputs = [.. node.Inputs.Select(name => Rename(name, local))],
        Outputs = [.. node.Outputs.Select(name => Rename(name, local))],
        Attributes = [.. node.Attributes.Select(attribute => Bind(attribute, local)).OfType<AttributeProto>()],
    };

    private AttributeProto? Bind(AttributeProto attribute, HashSet<string> local)
    {
        if (attribute.Reference.Length > 0)
            return _attributes.TryGetValue(attribute.Reference, out var actual)
                ? actual with { Name = attribute.Name, Value = actual.Value?.Renamed(attribute.Name) }
                : null;
        return attribute.Graphs is null ? attribute : attribute with { Graphs = [.. attribute.Graphs.Select(graph => Copy(graph, local))] };
    }

    private GraphProto Copy(GraphProto graph, HashSet<string> around)
    {
        HashSet<string> local = [.. around, .. FreeNames.Defined(graph)];
        return new GraphProto
        {
            Path = graph.Path,
            Offset = graph.Offset,
            Name = graph.Name,
            Nodes = [.. graph.Nodes.Select(node => Copy(node, local))],
            Inputs = graph.Inputs,
            Outputs = [.. graph.Outputs.Select(output => output with { Name = Rename(output.Name, local) })],
            ValueInfos = graph.ValueInfos,
            Initializers = graph.Initializers,
        };
    }

    private string Rename(string name, HashSet<string> local) =>
        local.Contains(name) ? name : _names.TryGetValue(name, out var actual) ? actual : _names[name] = _prefix + name;
}
