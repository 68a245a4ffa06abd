// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Formats;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Ones on a diagonal of a matrix of zeros.</summary>
internal sealed unsafe class EyeLikeOperator() : Operator("EyeLike", 9, 22)
{
    protected override ImmutableArray<string> Attributes => ["dtype", "k"];

    protected override ImmutableArray<DType> Types => TypeSets.Any;

    public override void Build(PlanBuilder builder, Node node)
    {
        var output = node.Outputs[0];
        var (dims, type, size) = (builder.Dims(output), builder.Type(output), builder.WholeSize(output));
        var elements = builder.Constants.Allocate(2 * size);
        One(type).CopyTo(new Span<byte>(elements + size, size));
        var (from, to) = (builder.Own((float*)elements, 2 * size), builder.SlotOf(output));
        var zeros = new Box();
        zeros.Add((nint)builder.Count(output), 0, 1);
        Movement.Add(builder, size, from, 0, to, 0, zeros);
        var k = Math.Clamp(node.Attributes.Int("k", 0), -dims[0], dims[1]);
        var (row, column) = (Math.Max(0, -k), Math.Max(0, k));
        var ones = new Box();
        ones.Add((nint)Math.Min(dims[0] - row, dims[1] - column), 0, (nint)dims[1] + 1);
        Movement.Add(builder, size, from, 1, to, row * dims[1] + column, ones);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (input, output) = (graph.Values[node.Inputs[0]], graph.Values[node.Outputs[0]]);
        if (!TypeSets.Any.Contains(output.Type))
            return Support.No(Why.DType, $"EyeLike of {output.Type} is not taken");
        return input.Shape.Rank != 2 ? Support.No(Why.Shape, "EyeLike takes a matrix") : IndexRules.Expect(output, input.Shape.Dims);
    }

    private static byte[] One(DType type) =>
        type == DType.Float64 ? BitConverter.GetBytes(1d) :
        type == DType.Float32 ? BitConverter.GetBytes(1f) :
        type == DType.Float16 ? BitConverter.GetBytes((Half)1) :
        type == DType.BFloat16 ? BitConverter.GetBytes(BFloat16.From(1f).Bits) :
        BitConverter.GetBytes(1L)[..(type.Bits / 8)];
}
