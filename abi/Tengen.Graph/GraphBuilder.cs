// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph;

/// <summary>Collects values and nodes into a <see cref="Graph"/>. Not thread-safe; may go on being used after <see cref="Build"/>.</summary>
public sealed class GraphBuilder(string name = "")
{
    private readonly List<Value> _values = [];
    private readonly List<Node> _nodes = [];
    private readonly List<int> _inputs = [];
    private readonly List<int> _outputs = [];
    private readonly List<Symbol> _symbols = [];
    private readonly List<Alias> _aliases = [];

    /// <summary>Adds a value that a node will produce.</summary>
    public int Value(string valueName, DType type, Shape shape) => Add(new Value(valueName, type, shape));

    public int Input(string valueName, DType type, Shape shape)
    {
        var index = Value(valueName, type, shape);
        _inputs.Add(index);
        return index;
    }

    public int Constant(string valueName, Tensor tensor) => Add(Tengen.Graph.Value.Of(valueName, tensor));

    /// <summary>Adds a symbol and returns the dim that stands for it.</summary>
    public long Symbol(Symbol symbol)
    {
        _symbols.Add(symbol);
        return Shape.SymbolDim(_symbols.Count - 1);
    }

    public void Node(Node node) => _nodes.Add(node);

    public void Node(string op, int version, ReadOnlySpan<int> inputs, ReadOnlySpan<int> outputs, params IEnumerable<NodeAttribute> attributes) =>
        Node(new Node("", op, version, [.. inputs], [.. outputs], new AttributeList(attributes)));

    public void Output(int value) => _outputs.Add(value);

    public void Alias(int input, int output) => _aliases.Add(new Alias(input, output));

    public Graph Build() => new()
    {
        Name = name,
        Values = [.. _values],
        Nodes = [.. _nodes],
        Inputs = [.. _inputs],
        Outputs = [.. _outputs],
        Symbols = [.. _symbols],
        Aliases = [.. _aliases],
    };

    private int Add(Value value)
    {
        _values.Add(value);
        return _values.Count - 1;
    }
}
