// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph.Operators;

namespace Tengen.Graph.Canonical;

/// <summary>Runs a shape rule on a node and writes what it says onto the node's outputs.</summary>
internal sealed class NodeInference(Node node, GraphEditor editor, Dictionary<int, Tensor> known) : ShapeContext
{
    private readonly int _firstFresh = editor.Symbols.Count;

    public override Node Node => node;

    public override bool HasInput(int index) => node.HasInput(index);

    public override DType InputType(int index) => Input(index).Type;

    public override Shape InputShape(int index) => Input(index).Shape;

    public override Tensor? InputValue(int index) =>
        node.HasInput(index) ? Input(index).Constant ?? known.GetValueOrDefault(node.Inputs[index]) : null;

    public override long NewDim(string reason, long min = 0, long max = long.MaxValue) => editor.AddSymbol($"{node.Op}.{reason}", min, max);

    public override Symbol SymbolOf(long dim) => editor.Symbols[Shape.SymbolIndex(dim)];

    public override DType DeclaredType(int index) => node.HasOutput(index) ? editor.Values[node.Outputs[index]].Type : DType.Opaque;

    /// <summary>What the rule knows wins; a dim that only the graph declares refines one that the rule does not know.</summary>
    public override void SetOutput(int index, DType type, Shape shape)
    {
        if (!node.HasOutput(index))
            return;
        if (shape.Rank > Shape.MaxRank)
            throw Error("rank", $"output {index} would have rank {shape.Rank}, the largest is {Shape.MaxRank}");
        var declared = editor.Values[node.Outputs[index]];
        editor.Values[node.Outputs[index]] = declared with { Type = type.IsOpaque ? declared.Type : type, Shape = Merge(shape, declared.Shape) };
    }

    private Shape Merge(Shape inferred, Shape declared)
    {
        if (!inferred.HasRank)
            return declared;
        if (declared.Rank != inferred.Rank)
            return inferred;
        var dims = ImmutableArray.CreateBuilder<long>(inferred.Rank);
        for (var axis = 0; axis < inferred.Rank; axis++)
            dims.Add(IsFresh(inferred[axis]) ? declared[axis] : inferred[axis]);
        return new Shape(dims.MoveToImmutable());
    }

    private bool IsFresh(long dim) => Shape.IsSymbol(dim) && Shape.SymbolIndex(dim) >= _firstFresh;

    private Value Input(int index) =>
        node.HasInput(index) ? editor.Values[node.Inputs[index]] : throw Error("inputs", $"input {index} is missing");
}
