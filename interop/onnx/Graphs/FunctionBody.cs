// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Protos;

namespace Tengen.Interop.Onnx.Graphs;

/// <summary>
/// The nodes of a function as one call sees them: arguments in place of parameters, fresh names for everything else, attribute references
/// replaced by their values. A graph that the call passes stays the caller's, names and opsets.
/// </summary>
internal sealed class FunctionBody
{
    private readonly Dictionary<string, AttributeProto> _attributes = new(StringComparer.Ordinal);
    private readonly List<(string Source, string Target)> _forwarded = [];
    private readonly NodeProto _call;
    private readonly GraphBudget _budget;
    private readonly string _prefix;
    private readonly NameScope _scope;

    public FunctionBody(NodeProto call, FunctionProto function, int number, FreshNames fresh, GraphBudget budget)
    {
        (_call, _budget) = (call, budget);
        _prefix = $"{(call.Name.Length > 0 ? call.Name : function.Name)}#{number}/";
        _scope = new NameScope(null, name => fresh.Make(_prefix, name, call));
        for (var i = 0; i < function.Inputs.Count; i++)
            _scope.TryBind(function.Inputs[i], i < call.Inputs.Count ? call.Inputs[i] : "");
        for (var i = 0; i < call.Outputs.Count; i++)
            if (call.Outputs[i].Length > 0 && !_scope.TryBind(function.Outputs[i], call.Outputs[i]))
                _forwarded.Add((_scope.Of(function.Outputs[i]), call.Outputs[i]));
        foreach (var attribute in function.Defaults.Concat(call.Attributes))
            _attributes[attribute.Name] = attribute;
    }

    /// <summary>Outputs of the call that are inputs, or the same result twice. An empty source is an input that the call omits.</summary>
    public IEnumerable<(string Source, string Target)> Forwarded() => _forwarded;

    public NodeProto Copy(NodeProto node) => Copy(node, _scope);

    private NodeProto Copy(NodeProto node, NameScope scope)
    {
        _budget.Made(_prefix.Length + node.Name.Length, node.Offset, node.Path);
        return new NodeProto
        {
            Path = node.Path,
            Offset = node.Offset,
            Name = _prefix + node.Name,
            Op = node.Op,
            Domain = node.Domain,
            Overload = node.Overload,
            Inputs = [.. node.Inputs.Select(scope.Of)],
            Outputs = [.. node.Outputs.Select(scope.Of)],
            Attributes = [.. node.Attributes.Select(attribute => Bind(attribute, scope)).OfType<AttributeProto>()],
        };
    }

    private AttributeProto? Bind(AttributeProto attribute, NameScope scope)
    {
        if (attribute.Reference.Length == 0)
            return attribute.Graphs is null ? attribute : attribute with { Graphs = [.. attribute.Graphs.Select(graph => Copy(graph, scope))] };
        if (!_attributes.TryGetValue(attribute.Reference, out var actual))
            return null;
        if (actual.Name == attribute.Name)
            return actual;
        _budget.Names(actual.Value?.CopiedBytes() / 64 ?? 0, _call.Offset, _call.Path);
        return actual with { Name = attribute.Name, Value = actual.Value?.Renamed(attribute.Name) };
    }

    private GraphProto Copy(GraphProto graph, NameScope around)
    {
        var scope = around.Nested(FreeNames.Defined(graph));
        return new GraphProto
        {
            Path = graph.Path,
            Offset = graph.Offset,
            Name = graph.Name,
            Nodes = [.. graph.Nodes.Select(node => Copy(node, scope))],
            Inputs = [.. graph.Inputs.Select(value => Copy(value, scope))],
            Outputs = [.. graph.Outputs.Select(value => Copy(value, scope))],
            ValueInfos = [.. graph.ValueInfos.Select(value => Copy(value, scope))],
            Initializers = [.. graph.Initializers.Select(constant => constant with { Name = scope.Of(constant.Name) })],
        };
    }

    private ValueProto Copy(ValueProto value, NameScope scope)
    {
        if (value.Type.Dims?.Exists(dim => dim.Symbol.Length > 0) != true)
            return value with { Name = scope.Of(value.Name) };
        foreach (var dim in value.Type.Dims)
            _budget.Made(_prefix.Length + dim.Symbol.Length, value.Offset, value.Path);
        return value with { Name = scope.Of(value.Name), Type = value.Type with { Dims = [.. value.Type.Dims.Select(dim => dim.Symbol.Length == 0 ? dim : dim with { Symbol = _prefix + dim.Symbol })] } };
    }
}
