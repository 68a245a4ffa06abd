// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Operators that map elements: of one tensor, or of two that broadcast.</summary>
internal static class Elementwise
{
    public static readonly ImmutableArray<DType> Signed = [.. Types.Floats, DType.Int8, DType.Int16, DType.Int32, DType.Int64];

    public static OperatorContract UnaryContract(string name, ImmutableArray<int> versions, string summary, ImmutableArray<DType> types = default,
        ImmutableArray<AttributeContract> attributes = default) => new()
    {
        Name = name,
        Versions = versions,
        Inputs = [new("X", types.IsDefault ? Types.Floats : types, "T")],
        Outputs = [new("Y", types.IsDefault ? Types.Floats : types, "T")],
        Attributes = attributes.IsDefault ? [] : attributes,
        Infer = ShapeRules.Same,
        Summary = summary,
    };

    public static OperatorContract BinaryContract(string name, ImmutableArray<int> versions, string summary, ImmutableArray<DType> types = default,
        ImmutableArray<AttributeContract> attributes = default) => new()
    {
        Name = name,
        Versions = versions,
        Inputs = [new("A", types.IsDefault ? Types.Numeric : types, "T"), new("B", types.IsDefault ? Types.Numeric : types, "T")],
        Outputs = [new("C", types.IsDefault ? Types.Numeric : types, "T")],
        Attributes = attributes.IsDefault ? [] : attributes,
        Infer = ShapeRules.Broadcast,
        Summary = summary,
    };

    public static void Unary<T>(KernelContext<T> context, Func<T, T> map) where T : unmanaged, INumber<T>
    {
        var x = context.Numbers(0);
        context.Each(0, i => map(x[i]));
    }

    /// <summary>Floating-point tensors in the number system, integers exactly.</summary>
    public static void Unary<T>(KernelContext<T> context, Func<T, T> map, Func<Int128, Int128> mapIntegers) where T : unmanaged, INumber<T>
    {
        if (context.OutputType(0).IsFloat)
        {
            Unary(context, map);
            return;
        }
        var (x, y) = (context.Integers(0), context.Plain(0));
        for (var i = 0; i < x.Length; i++)
            Element.SetInteger(y, i, mapIntegers(x[i]));
    }

    /// <summary>An integer that output 0 can hold.</summary>
    /// <exception cref="GraphException">It cannot.</exception>
    public static Int128 Representable<T>(KernelContext<T> context, Int128 value) where T : unmanaged, INumber<T>
    {
        var type = context.OutputType(0);
        return value >> (type.IsSigned ? type.Bits - 1 : type.Bits) == 0 || (type.IsSigned && value < 0 && value >> (type.Bits - 1) == -1)
            ? value
            : throw new GraphException($"op:{context.Node.Op}.range", $"{context.Node}: {value} does not fit {type}, and the specification does not say what happens");
    }

    /// <summary>Floating-point tensors in the number system, integers exactly modulo two to their width.</summary>
    public static void Binary<T>(KernelContext<T> context, Func<T, T, T> map, Func<Int128, Int128, Int128> mapIntegers) where T : unmanaged, INumber<T>
    {
        var (a, b) = (Broadcast.Of(context, 0), Broadcast.Of(context, 1));
        if (context.OutputType(0).IsFloat)
        {
            var (x, y) = (context.Numbers(0), context.Numbers(1));
            context.Each(0, i => map(x[a[i]], y[b[i]]));
            return;
        }
        var (left, right, result) = (context.Integers(0), context.Integers(1), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
            Element.SetInteger(result, i, mapIntegers(left[a[i]], right[b[i]]));
    }

    public static CaseSpace UnaryCases(ImmutableArray<DType> types = default) => new(types.IsDefault ? Types.Floats : types,
        ["x=3x67", "x=1", "x=15", "x=17", "x=0", "x=2x3x5x7", "x=1031", "x=scalar"], DataSets.Elementwise)
    {
        Exhaustive = ["x=65536"],
    };

    /// <summary>For operators that are one function of the table.</summary>
    public static CaseSpace FunctionCases => UnaryCases() with { Dense = ["x=4099"] };

    /// <summary>Integers leave out the smallest of their type, which has no absolute value and no negative.</summary>
    public static void BuildUnary(CaseBuilder builder)
    {
        if (builder.Type.IsFloat || !builder.Type.IsSigned)
            builder.Input("X", builder.Ints("x"));
        else
            builder.Integers("X", builder.Type, -(long.MaxValue >> (64 - builder.Type.Bits)), long.MaxValue >> (64 - builder.Type.Bits), builder.Ints("x"));
    }

    public static CaseSpace BinaryCases { get; } = new(Types.Numeric,
        ["a=3x67,b=3x67", "a=1,b=1", "a=15,b=15", "a=17,b=1", "a=2x3x5,b=5", "a=4x1x7,b=3x1", "a=0,b=0", "a=scalar,b=13", "a=2x5x7,b=2x1x7", "a=1009,b=1009"],
        DataSets.Elementwise);

    public static void BuildBinary(CaseBuilder builder)
    {
        builder.Input("A", builder.Ints("a"));
        builder.Input("B", builder.Ints("b"));
    }
}
