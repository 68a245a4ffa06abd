// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>The dims of a tensor, or a range of them.</summary>
internal sealed class ShapeOperator() : Operator("Shape", 1, 25)
{
    protected override ImmutableArray<string> Attributes => ["start", "end"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node) => Known.Add(builder, node.Outputs[0], Range(node, builder.Dims(node.Inputs[0])));

    protected override Support? CheckMore(Graph graph, Node node) =>
        IndexRules.Expect(graph.Values[node.Outputs[0]], [Range(node, graph.Values[node.Inputs[0]].Shape.Dims).Length]);

    private static ImmutableArray<long> Range(Node node, ImmutableArray<long> dims)
    {
        var start = Clamp(node.Attributes.Int("start", 0), dims.Length);
        return dims[start..Math.Max(start, Clamp(node.Attributes.Int("end", dims.Length), dims.Length))];
    }

    private static int Clamp(long axis, int rank) => (int)Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);
}

/// <summary>The number of elements of a tensor.</summary>
internal sealed class SizeOperator() : Operator("Size", 1, 25)
{
    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node) => Known.Add(builder, node.Outputs[0], [builder.Count(node.Inputs[0])]);
}

internal static unsafe class Known
{
    /// <summary>Adds a step that writes elements of i64.</summary>
    public static void Add(PlanBuilder builder, int output, ImmutableArray<long> elements)
    {
        var bytes = elements.Length * sizeof(long);
        var memory = builder.Constants.Allocate(bytes);
        elements.CopyTo(new Span<long>(memory, elements.Length));
        CopyOperator.AddCopy(builder, builder.Own((float*)memory, bytes), builder.SlotOf(output), bytes);
    }
}
