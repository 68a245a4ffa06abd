// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Interop.Onnx.Protos;
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx.Graphs;

using Tengen.Graph;

/// <summary>
/// Resolves the names of one graph to value indices. Initializers are constants, also where an input of the same name lets a caller
/// override them. A name is looked up here first, then in the graphs around, which makes it a capture at every level between.
/// </summary>
internal sealed class GraphAssembler(GraphProto proto, GraphAssembler? outer, FreeNames free, GraphBudget budget, string file)
{
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeProto> _types = new(StringComparer.Ordinal);
    private readonly List<Value> _values = [];
    private readonly List<Capture> _captures = [];
    private readonly SymbolTable _symbols = new();

    public Graph Assemble()
    {
        foreach (var info in proto.ValueInfos.Concat(proto.Outputs).Concat(proto.Inputs))
            _types[info.Name] = info.Type;
        var constants = proto.Initializers.Select(constant => constant.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = ImmutableArray.CreateBuilder<int>();
        foreach (var input in proto.Inputs.Where(input => !constants.Contains(input.Name)))
            inputs.Add(Define(input.Name, null, input.Offset, input.Path));
        foreach (var constant in proto.Initializers)
            Define(constant.Name, constant.Tensor, constant.Offset, constant.Path);
        var nodes = ImmutableArray.CreateBuilder<Node>(proto.Nodes.Count);
        foreach (var node in NodeOrder.Of(proto, free, (node, reason) => new OnnxException(file, node.Offset, node.Path, reason)))
            nodes.Add(Resolve(node));
        ImmutableArray<int> outputs = [.. proto.Outputs.Select(output => Find(output.Name) ?? throw new OnnxException(file, output.Offset, output.Path, $"no value is named '{output.Name}'"))];
        return new Graph
        {
            Name = proto.Name,
            Values = [.. _values],
            Nodes = nodes.MoveToImmutable(),
            Inputs = inputs.ToImmutable(),
            Outputs = outputs,
            Symbols = _symbols.Symbols,
            Captures = [.. _captures],
        };
    }

    private Node Resolve(NodeProto node)
    {
        ImmutableArray<int> inputs = [.. node.Inputs.Select(name => name.Length == 0 ? Node.Absent
            : Find(name) ?? throw new OnnxException(file, node.Offset, node.Path, $"input '{name}' is no value of this graph or of one around it"))];
        var attributes = node.Attributes.Select(Resolve).ToList();
        ImmutableArray<int> outputs = [.. node.Outputs.Select(name => name.Length == 0 ? Node.Absent : Define(name, null, node.Offset, node.Path))];
        return new Node(node.Domain, node.Op, node.Version, inputs, outputs, attributes.Count == 0 ? AttributeList.Empty : new AttributeList(attributes), node.Name);
    }

    private NodeAttribute Resolve(AttributeProto attribute)
    {
        if (attribute.Value is { } value)
            return value;
        ImmutableArray<Graph> graphs = [.. attribute.Graphs!.Select(graph => new GraphAssembler(graph, this, free, budget, file).Assemble())];
        return attribute.IsList ? NodeAttribute.Graphs(attribute.Name, graphs) : NodeAttribute.Graph(attribute.Name, graphs[0]);
    }

    private int Define(string name, Tensor? constant, long offset, FieldPath path)
    {
        if (!_names.TryAdd(name, _values.Count))
            throw new OnnxException(file, offset, path, $"value '{name}' is defined twice");
        var type = _types.GetValueOrDefault(name, TypeProto.Unknown);
        _values.Add(constant is null ? new Value(name, type.Element, _symbols.Shape(name, type)) : Value.Of(name, constant));
        return _values.Count - 1;
    }

    private int? Find(string name)
    {
        if (_names.TryGetValue(name, out var index))
            return index;
        if (outer?.Find(name) is not { } around)
            return null;
        budget.Names(1, proto.Offset, proto.Path);
        var value = outer._values[around];
        _captures.Add(new Capture(around, _values.Count));
        _names[name] = _values.Count;
        _values.Add(new Value(name, value.Type, _symbols.Import(value.Shape, outer._symbols)));
        return _values.Count - 1;
    }
}
