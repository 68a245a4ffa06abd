// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Elementwise sum of any number of tensors. Source: ONNX Sum-13, Broadcasting.md.</summary>
internal sealed class Sum : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Sum",
        Versions = [6, 8, 13],
        Inputs = [new("data_0", Types.Floats, "T", Variadic: true)],
        Outputs = [new("sum", Types.Floats, "T")],
        Infer = ShapeRules.Broadcast,
        Summary = "The sum of all inputs with numpy broadcasting, in any order. A single input is copied. ONNX Sum-13.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var count = context.InputCount;
        var maps = Enumerable.Range(0, count).Select(input => Broadcast.Of(context, input)).ToArray();
        var inputs = Enumerable.Range(0, count).Select(context.Numbers).ToArray();
        context.Each(0, i =>
        {
            var terms = new T[count];
            for (var k = 0; k < count; k++)
                terms[k] = inputs[k][maps[k][i]];
            return T.Sum(new Strided<T>(terms));
        });
    }

    public static CaseSpace Cases { get; } = new(Types.Floats, ["n=3,x=3x67", "n=1,x=17", "n=2,x=15", "n=5,x=1", "n=2,x=0", "n=8,x=7x31"], DataSets.Sums);

    public static void Build(CaseBuilder builder)
    {
        for (var i = 0; i < builder.Int("n"); i++)
            builder.Input($"data_{i}", builder.Ints("x"));
    }
}
