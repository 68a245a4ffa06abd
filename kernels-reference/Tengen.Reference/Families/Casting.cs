// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Conversion of elements to another type. Source: ONNX Cast-25.</summary>
internal static class Casting
{
    public static readonly ImmutableArray<DType> Supported = [.. Types.Any.Where(type => type != DType.Complex64 && type != DType.Complex128)];

    public static ImmutableArray<AttributeContract> Attributes { get; } =
        [new("saturate", AttributeType.Int, 1), new("round_mode", AttributeType.String, "up", Allowed: ["up", "down", "nearest"])];

    /// <summary>Output 0 holds the elements of input 0 in its own type.</summary>
    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (from, to) = (context.Input(0), context.Plain(0));
        var saturate = context.Attributes.Int("saturate", 1) != 0;
        var mode = context.Attributes.String("round_mode", "up");
        for (var i = 0L; i < from.Count; i++)
            if (from.Type.IsFloat)
                Element.SetReal(to, i, Prepared(Element.Real(from, i), to.Type, mode), saturate);
            else
                Conversion.FromInteger(to, i, Element.Integer(from, i), saturate);
    }

    /// <summary>What the target formats with rules of their own make of a value before it is encoded.</summary>
    private static double Prepared(double value, DType to, string mode) =>
        to == DType.Float8E8M0 ? PowerOfTwo.Round(value, mode)
        : to == DType.Float4E2M1 && double.IsNaN(value) ? -0.0
        : value;
}
