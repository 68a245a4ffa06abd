// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Einsum: labels of one operand alone are summed first, then the operands are contracted from left to right, each time as batches of matrix
/// products.
/// </summary>
internal sealed unsafe class EinsumOperator() : Operator("Einsum", 12, 12)
{
    protected override ImmutableArray<string> Attributes => ["equation"];

    protected override ImmutableArray<DType> Types => [DType.Float32, DType.Float16, DType.Float64, .. TypeSets.Integer];

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Number(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var shapes = node.Inputs.Select(input => graph.Values[input].Shape).ToArray();
        if (Parse(node, [.. shapes.Select(shape => shape.Rank)], out var problem) is not { } equation)
            return Support.No(Why.Attribute, problem);
        var extents = new Dictionary<int, long>();
        for (var i = 0; i < shapes.Length; i++)
            foreach (var (label, extent) in equation.Terms[i].Zip(shapes[i].Dims))
                if (extent != 1 && extents.TryGetValue(label, out var known) && known != extent)
                    return Support.No(Why.Shape, $"one label of '{node.Attributes["equation"]}' has the extents {known} and {extent}");
                else if (extent != 1)
                    extents[label] = extent;
        foreach (var (labels, shape) in equation.Terms.Zip(shapes))
            if (labels.GroupBy(label => label).Any(group => group.Count() > 1 && labels.Zip(shape.Dims).Where(pair => pair.First == group.Key).Select(pair => pair.Second).Distinct().Count() > 1))
                return Support.No(Why.Shape, $"a label that {shape} repeats must have one extent");
        return SameType(graph, node);
    }

    private static EinsumEquation? Parse(Node node, int[] ranks, out string problem) => EinsumEquation.Parse(node.Attributes.String("equation", ""), ranks, out problem);

    private static void Build<T>(PlanBuilder builder, Node node) where T : unmanaged, INumber<T>
    {
        var equation = Parse(node, [.. node.Inputs.Select(input => builder.Dims(input).Length)], out _)!;
        var terms = node.Inputs.Select((input, i) =>
            EinsumTerm.Of(builder.Operand(input), equation.Terms[i], builder.Dims(input).AsSpan())).ToArray();
        var output = builder.Result(node.Outputs[0]);
        for (var i = 0; terms.Length > 1 && i < terms.Length; i++)
        {
            var needed = terms.Where((_, other) => other != i).SelectMany(term => term.Labels).Concat(equation.Output);
            if (terms[i].Labels.Except(needed).Any())
                terms[i] = EinsumSteps.Arrange<T>(builder, terms[i], [.. terms[i].Labels.Intersect(needed)], -1);
        }
        var product = terms[0];
        for (var i = 1; i < terms.Length; i++)
        {
            var keep = terms.Skip(i + 1).SelectMany(term => term.Labels).Concat(equation.Output).ToHashSet();
            var contraction = Contraction.Of(product, terms[i], keep, equation.Output);
            var isLast = i == terms.Length - 1 && contraction.Result.Select(axis => axis.Label).SequenceEqual(equation.Output.Where(label => contraction.Result.Any(axis => axis.Label == label)));
            product = EinsumSteps.Contract<T>(builder, contraction, isLast ? output : -1);
        }
        if (product.Slot != output)
            EinsumSteps.Arrange<T>(builder, product, equation.Output, output);
    }

    private readonly struct Case(PlanBuilder builder, Node node) : INumberCase
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => EinsumOperator.Build<T>(builder, node);
    }
}
