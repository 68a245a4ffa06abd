// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Reshape, Flatten, Squeeze, Unsqueeze, Identity: the same elements under the dims that the graph already names. A view wherever possible.</summary>
internal sealed class CopyOperator(string name, int since, int until, params string[] attributes) : Operator(name, since, until)
{
    protected override ImmutableArray<string> Attributes => [.. attributes];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node) => AddView(builder, node.Inputs[0], node.Outputs[0]);

    internal static void AddView(PlanBuilder builder, int input, int output)
    {
        if (!builder.TryView(input, output))
            AddCopy(builder, builder.SlotOf(input), builder.SlotOf(output), builder.Type(output).BytesFor(builder.Count(output)));
    }

    internal static void AddCopy(PlanBuilder builder, int from, int to, long bytes)
    {
        var box = new Box();
        box.Add((nint)bytes, 1, 1);
        Movement.Add(builder, 1, from, 0, to, 0, box);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (input, output) = (graph.Values[node.Inputs[0]], graph.Values[node.Outputs[0]]);
        return Shape.CountOf(input.Shape.Dims.AsSpan()) == Shape.CountOf(output.Shape.Dims.AsSpan()) && input.Type == output.Type
            ? null
            : Support.No(Why.Shape, $"{Name} of {input} does not give {output}");
    }
}

/// <summary>Dropout at inference, or of nothing: the identity, with an all-true mask.</summary>
internal sealed class DropoutOperator() : Operator("Dropout", 7, 22)
{
    protected override ImmutableArray<string> Attributes => ["ratio", "seed"];

    protected override ImmutableArray<DType> Types => [.. TypeSets.Real, .. TypeSets.Float8];

    public override unsafe void Build(PlanBuilder builder, Node node)
    {
        CopyOperator.AddView(builder, node.Inputs[0], node.Outputs[0]);
        if (!node.HasOutput(1))
            return;
        var (mask, count) = (builder.SlotOf(node.Outputs[1]), builder.Count(node.Outputs[1]));
        builder.Add([], [mask], 0, (in frame) => new Span<byte>(frame.At<byte>(mask), (int)count).Fill(1));
    }

    protected override unsafe Support? CheckMore(Graph graph, Node node)
    {
        if (node.HasOutput(1) && graph.Values[node.Outputs[1]].Type != DType.Bool)
            return Support.No(Why.DType, "the mask of Dropout is taken as bool only");
        if (!node.HasInput(2))
            return null;
        if (graph.Values[node.Inputs[2]].Constant is not { } training)
            return Support.IfConstant("Dropout needs a constant training_mode (input 2)");
        return *training.Pointer == 0 || HasRatioZero(graph, node) ? null : Support.No(Why.Attribute, "Dropout is taken at inference, or with a constant ratio of 0");
    }

    private static bool HasRatioZero(Graph graph, Node node) =>
        node.HasInput(1) && graph.Values[node.Inputs[1]].Constant is { } ratio && !ratio.AsBytes().ContainsAnyExcept((byte)0);
}
