// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph.Canonical;

/// <summary>A graph while it is rewritten. Value indices of the original stay valid; new ones are appended.</summary>
internal sealed class GraphEditor
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _symbolNames;
    private readonly HashSet<int> _outputs;

    public GraphEditor(Graph graph)
    {
        Original = graph;
        Values = [.. graph.Values];
        Symbols = [.. graph.Symbols];
        Outputs = [.. graph.Outputs];
        _names = [.. graph.Values.Select(value => value.Name)];
        _symbolNames = [.. graph.Symbols.Select(symbol => symbol.Name)];
        _outputs = [.. graph.Outputs];
    }

    public Graph Original { get; }

    public List<Value> Values { get; }

    public List<Node> Nodes { get; } = [];

    /// <summary>For each of <see cref="Nodes"/> the node of the original it was made from, or <see cref="CanonicalForm.NoOrigin"/>.</summary>
    public List<int> Origins { get; } = [];

    public List<Symbol> Symbols { get; }

    public List<int> Outputs { get; }

    public bool IsOutput(int value) => _outputs.Contains(value);

    public void Add(Node node, int origin)
    {
        Nodes.Add(node);
        Origins.Add(origin);
    }

    public int Add(Value value)
    {
        Values.Add(value with { Name = Unique(value.Name, _names) });
        return Values.Count - 1;
    }

    public void MakeConstant(int value, Tensor constant) => Values[value] = Value.Of(Values[value].Name, constant);

    public long AddSymbol(string name, long min, long max)
    {
        Symbols.Add(new Symbol(Unique(name, _symbolNames), min, max));
        return Shape.SymbolDim(Symbols.Count - 1);
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var i = 1; unique.Length == 0 || !taken.Add(unique); i++)
            unique = $"{(name.Length == 0 ? "v" : name)}.{i}";
        return unique;
    }
}
