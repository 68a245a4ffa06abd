// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Operators that compare elements of two tensors which broadcast. Source: ONNX Less-13, Broadcasting.md.</summary>
internal static class Comparison
{
    /// <summary>Subnormal numbers are left out: which side of zero they are on depends on a declared flush.</summary>
    private static readonly ImmutableArray<DataSet> Data =
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Ties, DataSets.Overflow, DataSets.NanTracer];

    public static OperatorContract Contract(string name, ImmutableArray<int> versions, string summary, ImmutableArray<DType> types = default) => new()
    {
        Name = name,
        Versions = versions,
        Inputs = [new("A", types.IsDefault ? Types.Numeric : types, "T"), new("B", types.IsDefault ? Types.Numeric : types, "T")],
        Outputs = [new("C", [DType.Bool], "T1")],
        Infer = static context => ShapeRules.Broadcast(context, DType.Bool),
        Summary = summary,
    };

    public static void Run<T>(KernelContext<T> context, Func<double, double, bool> compare, Func<Int128, Int128, bool> compareIntegers) where T : unmanaged, INumber<T>
    {
        if (context.InputType(0).IsFloat)
            Each(context, context.Exact(0), context.Exact(1), compare);
        else
            Each(context, context.Integers(0), context.Integers(1), compareIntegers);
    }

    private static void Each<T, TElement>(KernelContext<T> context, TElement[] x, TElement[] y, Func<TElement, TElement, bool> compare) where T : unmanaged, INumber<T>
    {
        var (a, b, result) = (Broadcast.Of(context, 0), Broadcast.Of(context, 1), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
            Element.SetInteger(result, i, compare(x[a[i]], y[b[i]]) ? 1 : 0);
    }

    public static CaseSpace Cases(ImmutableArray<DType> types = default) =>
        new(types.IsDefault ? Types.Numeric : types, [.. Elementwise.BinaryCases.Parameters, "a=3x67,b=3x67,low=1"], Data);

    /// <summary>With <c>low</c> integers are drawn from few values, so that many are equal.</summary>
    public static void Build(CaseBuilder builder)
    {
        if (builder.Has("low") && builder.Type.IsInteger)
        {
            builder.Integers("A", builder.Type, 0, 3, builder.Ints("a"));
            builder.Integers("B", builder.Type, 0, 3, builder.Ints("b"));
        }
        else
            Elementwise.BuildBinary(builder);
    }
}
