// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A function of the bits of two integers or bools, with broadcasting.</summary>
internal sealed class BitOperator<TFunction>(string name, int since, int until, ImmutableArray<DType> types) : Operator(name, since, until)
    where TFunction : struct, IBitFunction
{
    protected override ImmutableArray<DType> Types => types;

    public override void Build(PlanBuilder builder, Node node) => BitSteps.Add<TFunction>(builder, node);

    protected override Support? CheckMore(Graph graph, Node node) => SameType(graph, node);
}

/// <summary>Unsigned integers moved by a number of bits.</summary>
internal sealed class BitShiftOperator() : Operator("BitShift", 11, 11)
{
    protected override ImmutableArray<string> Attributes => ["direction"];

    protected override ImmutableArray<DType> Types => [DType.UInt8, DType.UInt16, DType.UInt32, DType.UInt64];

    public override void Build(PlanBuilder builder, Node node)
    {
        if (node.Attributes.String("direction", "") == "LEFT")
            BitSteps.Add<ShiftLeftFunction>(builder, node);
        else
            BitSteps.Add<ShiftRightFunction>(builder, node);
    }

    protected override Support? CheckMore(Graph graph, Node node) => node.Attributes.String("direction", "") is "LEFT" or "RIGHT"
        ? SameType(graph, node)
        : Support.No(Why.Attribute, "BitShift takes the directions LEFT and RIGHT");
}

/// <summary>A function of each byte, whatever the elements are.</summary>
internal sealed class ByteOperator<TFunction>(string name, int since, int until, ImmutableArray<DType> types) : Operator(name, since, until)
    where TFunction : struct, IFunction<byte, byte>
{
    protected override ImmutableArray<DType> Types => types;

    public override void Build(PlanBuilder builder, Node node) => Unary.AddScalar<byte, byte, TFunction>(builder, builder.SlotOf(node.Inputs[0]),
        builder.SlotOf(node.Outputs[0]), builder.Type(node.Outputs[0]).BytesFor(builder.Count(node.Outputs[0])));
}

internal static class BitSteps
{
    public static void Add<TFunction>(PlanBuilder builder, Node node) where TFunction : struct, IBitFunction =>
        ElementTypes.Width(builder.Type(node.Inputs[0]), new Case<TFunction>(builder, node));

    private readonly struct Case<TFunction>(PlanBuilder builder, Node node) : IWidthCase where TFunction : struct, IBitFunction
    {
        public void Build<T>() where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T> =>
            Binary.AddPair<T, T, T, Bits<T, TFunction>>(builder, Binary.BroadcastOf(builder, node),
                builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Inputs[1]), builder.SlotOf(node.Outputs[0]));
    }
}
