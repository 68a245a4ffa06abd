// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Powers. Source: ONNX Pow-15; IEEE 754-2019, 9.2.1.</summary>
internal sealed class Pow : IOperator
{
    private static readonly ImmutableArray<DType> Bases = [.. Types.Floats, DType.Int32, DType.Int64];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "Pow",
        Versions = [7, 12, 13, 15],
        Inputs = [new("X", Bases, "T"), new("Y", Types.Numeric, "T1")],
        Outputs = [new("Z", Bases, "T")],
        Infer = ShapeRules.Broadcast,
        Summary = "Z = X^Y with numpy broadcasting, in X's type. Special values as IEEE 754 pow: x^0 = 1 and 1^y = 1 for every x and y, NaN below zero unless Y is " +
            "an integer. An integer to the power of an integer is exact; where it does not fit, and below zero, it is undefined and refused by the oracle. ONNX Pow-15.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (a, b) = (Broadcast.Of(context, 0), Broadcast.Of(context, 1));
        if (context.OutputType(0).IsFloat)
        {
            var (x, y) = (context.Numbers(0), context.Numbers(1));
            context.Each(0, i => T.Pow(x[a[i]], y[b[i]]));
            return;
        }
        var (bases, exponents, result) = (context.Integers(0), context.Exact(1), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
            Element.SetInteger(result, i, Elementwise.Representable(context, Power(context, bases[a[i]], exponents[b[i]])));
    }

    private static Int128 Power<T>(KernelContext<T> context, Int128 x, double y) where T : unmanaged, INumber<T>
    {
        if (y < 0 || y != Math.Floor(y) || (Int128.Abs(x) > 1 && y > 63))
            throw new GraphException("op:Pow.integer", $"{context.Node}: {x}^{y} is no integer of its type");
        Int128 power = 1;
        for (var i = 0; i < (Int128.Abs(x) > 1 ? y : y % 2 + (y > 0 ? 2 : 0)); i++)
            power = Elementwise.Representable(context, power * x);
        return power;
    }

    public static CaseSpace Cases { get; } = new(Bases,
        ["a=3x67,b=3x67", "a=3x67,b=3x67,base=positive", "a=1,b=1,base=positive", "a=17,b=1", "a=2x3x5,b=5,base=positive", "a=4x1x7,b=3x1", "a=0,b=0", "a=13,b=13,y=i32", "a=1009,b=scalar,y=f32,base=positive"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.Specials, DataSets.NanTracer]);

    public static void Build(CaseBuilder builder)
    {
        var exponent = DTypeNames.TryParse(builder.Text("y", builder.Type.ToString()), out var type) ? type : throw new FormatException($"no dtype is called '{builder.Text("y", "")}'");
        if (!builder.Type.IsFloat)
            builder.Integers("X", builder.Type, -9, 9, builder.Ints("a"));
        else if (builder.Has("base"))
            builder.Drawn("X", builder.Type, DataSets.Positive, builder.Ints("a"));
        else
            builder.Input("X", builder.Ints("a"));
        if (builder.Type.IsFloat && exponent.IsFloat)
            builder.Input("Y", exponent, builder.Ints("b"));
        else if (exponent.IsFloat)
            builder.Drawn("Y", exponent, new DataSet("power", static (counter, i, _, _) => counter.Integer((ulong)i, 0, 4), false), builder.Ints("b"));
        else
            builder.Integers("Y", exponent, 0, 4, builder.Ints("b"));
    }
}
