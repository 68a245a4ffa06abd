// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>The element-wise largest or smallest of any number of tensors which broadcast. Source: ONNX Max-13, Min-13.</summary>
internal static class Extremum
{
    public static OperatorContract Contract(string name, string summary) => new()
    {
        Name = name,
        Versions = [6, 8, 12, 13],
        Inputs = [new("data_0", Types.Numeric, "T", Variadic: true)],
        Outputs = [new(name.ToLowerInvariant(), Types.Numeric, "T")],
        Infer = ShapeRules.Broadcast,
        Summary = summary,
    };

    public static void Run<T>(KernelContext<T> context, Func<T, T, T> choose, Func<Int128, Int128, Int128> chooseIntegers) where T : unmanaged, INumber<T>
    {
        var count = context.InputCount;
        var maps = Enumerable.Range(0, count).Select(input => Broadcast.Of(context, input)).ToArray();
        if (context.OutputType(0).IsFloat)
        {
            var numbers = Enumerable.Range(0, count).Select(context.Numbers).ToArray();
            context.Each(0, i => Enumerable.Range(1, count - 1).Aggregate(numbers[0][maps[0][i]], (best, k) => choose(best, numbers[k][maps[k][i]])));
            return;
        }
        var (integers, result) = (Enumerable.Range(0, count).Select(context.Integers).ToArray(), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
            Element.SetInteger(result, i, Enumerable.Range(0, count).Select(k => integers[k][maps[k][i]]).Aggregate(chooseIntegers));
    }

    public static CaseSpace Cases { get; } = new(Types.Numeric,
        ["a=3x67,b=3x67", "a=17", "a=15,b=1,c=15", "a=2x3x5,b=5", "a=4x1x7,b=3x1,c=scalar", "a=0,b=0", "a=1009,b=1009"], DataSets.Elementwise);

    public static void Build(CaseBuilder builder)
    {
        foreach (var name in (ReadOnlySpan<string>)["a", "b", "c"])
            if (builder.Has(name))
                builder.Input(name.ToUpperInvariant(), builder.Ints(name));
    }
}
