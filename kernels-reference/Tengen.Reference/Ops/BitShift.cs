// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Bits moved left or right. Source: ONNX BitShift-11.</summary>
internal sealed class BitShift : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [DType.UInt8, DType.UInt16, DType.UInt32, DType.UInt64];

    public static OperatorContract Contract { get; } = Elementwise.BinaryContract("BitShift", [11],
        "Z = X moved by Y bits in direction, zeros moving in, with numpy broadcasting. A shift by the width or more is open in the specification and refused by the oracle. ONNX BitShift-11.",
        Supported, [new("direction", AttributeType.String, Required: true, Allowed: ["LEFT", "RIGHT"])]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (left, width) = (context.Attributes.String("direction", "") == "LEFT", context.OutputType(0).Bits);
        Elementwise.Binary(context, static (x, _) => x, (x, y) => y < width
            ? left ? x << (int)y : x >> (int)y
            : throw new GraphException("op:BitShift.width", $"{context.Node}: the specification does not say what a shift of {width} bits by {y} gives"));
    }

    public static CaseSpace Cases { get; } = new(Supported, [.. Elementwise.BinaryCases.Parameters, "a=3x67,b=3x67,direction=LEFT"], [DataSets.ExactInt]);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("X", builder.Ints("a"));
        builder.Integers("Y", builder.Type, 0, builder.Type.Bits - 1, builder.Ints("b"));
        builder.Attribute(NodeAttribute.String("direction", builder.Text("direction", "RIGHT")));
    }
}
