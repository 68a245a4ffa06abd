// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;

namespace Tengen.Graph.Canonical;

/// <summary>
/// Makes the canonical form that backends rely on (TG-H-20..26): nodes in the newest form of their operator, attributes equal to their
/// default absent, left-out inputs and outputs at the end trimmed, dtype and dims (or symbols) on every value, distinct outputs, shape operands
/// constant where they are known. Pure.
/// </summary>
public static class Canonicalizer
{
    /// <param name="graph">As a model file holds it: the version of a node may be the opset its model imports.</param>
    /// <param name="operators">The contracts. Nodes of operators that nobody knows stay as they are.</param>
    /// <exception cref="GraphException">The graph is malformed, or a node contradicts its operator's contract.</exception>
    public static Graph Run(Graph graph, IOperatorSet operators) => Trace(graph, operators).Graph;

    /// <summary>As <see cref="Run"/>, and tells where the nodes come from.</summary>
    /// <inheritdoc cref="Run"/>
    public static CanonicalForm Trace(Graph graph, IOperatorSet operators)
    {
        GraphRules.CheckAsWritten(graph);
        var editor = new GraphEditor(graph);
        var known = new Dictionary<int, Tensor>();
        for (var origin = 0; origin < graph.Nodes.Length; origin++)
            foreach (var canonical in Upgrade(WithBodies(graph.Nodes[origin], operators), operators, editor, known))
                Place(canonical, origin, operators, editor, known);
        DistinctOutputs.Apply(editor, operators);
        var result = GraphCompaction.Run(editor);
        GraphRules.Check(result.Graph);
        return result;
    }

    /// <summary>The graph for these input shapes: symbols that occur in inputs become numbers, and everything that follows from them too.</summary>
    /// <param name="graph">In canonical form.</param>
    /// <param name="operators">The contracts.</param>
    /// <param name="inputs">One shape of numbers per input.</param>
    /// <exception cref="GraphException"><c>graph.binding</c>: a shape does not fit the input's dims.</exception>
    public static Graph Specialize(Graph graph, IOperatorSet operators, params ReadOnlySpan<Shape> inputs) =>
        TraceSpecialized(graph, operators, inputs).Graph;

    /// <summary>As <see cref="Specialize"/>, and tells where the nodes come from.</summary>
    /// <inheritdoc cref="Specialize"/>
    public static CanonicalForm TraceSpecialized(Graph graph, IOperatorSet operators, params ReadOnlySpan<Shape> inputs) =>
        Trace(WithInputs(SymbolBinding.Apply(graph, SymbolBinding.Solve(graph, inputs)), inputs), operators);

    private static Graph WithInputs(Graph graph, ReadOnlySpan<Shape> inputs)
    {
        var values = graph.Values.ToBuilder();
        for (var i = 0; i < inputs.Length; i++)
            values[graph.Inputs[i]] = values[graph.Inputs[i]] with { Shape = inputs[i] };
        return graph with { Values = values.ToImmutable() };
    }

    private static IReadOnlyList<Node> Upgrade(Node node, IOperatorSet operators, GraphEditor editor, Dictionary<int, Tensor> known)
    {
        if (operators.Find(node.Domain, node.Op) is not { } contract || node.Version < contract.Versions[0])
            return [node];
        var since = contract.Versions.Last(version => version <= node.Version);
        if (since == contract.Version || contract.Upgrade is null)
            return [Newest(node, operators)];
        var upgrade = new NodeUpgrade(node with { Version = since }, editor, known);
        contract.Upgrade(upgrade);
        return [.. upgrade.Nodes.Select(written => Newest(written, operators))];
    }

    private static Node Newest(Node node, IOperatorSet operators)
    {
        if (operators.Find(node.Domain, node.Op) is not { } contract)
            return node;
        ContractRules.Check(node, contract);
        var attributes = node.Attributes.Any(attribute => contract.Attribute(attribute.Name)?.IsDefault(attribute) == true)
            ? new AttributeList(node.Attributes.Where(attribute => contract.Attribute(attribute.Name)?.IsDefault(attribute) != true))
            : node.Attributes;
        return node with { Version = contract.Version, Attributes = attributes };
    }

    /// <summary>Adds a node in its final form: its constants folded into its operands, its outputs inferred.</summary>
    private static void Place(Node node, int origin, IOperatorSet operators, GraphEditor editor, Dictionary<int, Tensor> known)
    {
        node = TrailingAbsent.Trim(node);
        if (ConstantNodes.Value(node) is { } constant && !editor.IsOutput(node.Outputs[0]))
        {
            editor.MakeConstant(node.Outputs[0], constant);
            return;
        }
        var contract = operators.Find(node.Domain, node.Op);
        if (contract is not null && node.Version == contract.Version)
        {
            node = ShapeOperands.Fold(node, contract, editor, known);
            contract.Infer(new NodeInference(node, editor, known));
        }
        editor.Add(node, origin);
        if (ShapeFolding.Value(node, editor, known) is { } value)
            known[node.Outputs[0]] = value;
    }

    private static Node WithBodies(Node node, IOperatorSet operators)
    {
        if (!node.Attributes.Any(attribute => attribute.Type is AttributeType.Graph or AttributeType.Graphs))
            return node;
        return node with
        {
            Attributes = new AttributeList(node.Attributes.Select(attribute => attribute.Type switch
            {
                AttributeType.Graph => NodeAttribute.Graph(attribute.Name, BodyVersions.Resolve(attribute.AsGraph, operators)),
                AttributeType.Graphs => NodeAttribute.Graphs(attribute.Name, [.. ((System.Collections.Immutable.ImmutableArray<Graph>)attribute.Content).Select(body => BodyVersions.Resolve(body, operators))]),
                _ => attribute,
            })),
        };
    }
}
