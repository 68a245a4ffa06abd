// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The mean of several tensors, element by element. Source: ONNX Mean-13.</summary>
internal sealed class MeanOfTensors : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Mean",
        Versions = [6, 8, 13],
        Inputs = [new("data_0", Types.Floats, "T", Variadic: true)],
        Outputs = [new("mean", Types.Floats, "T")],
        Infer = ShapeRules.Broadcast,
        Summary = "The mean of the corresponding elements of all inputs with numpy broadcasting. Sums run in any order. ONNX Mean-13.",
    };

    public static ImmutableArray<string> Forms => ["reciprocal"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Run(context, Mean.Divided);

    /// <summary><c>reciprocal</c>: the sum times the rounded reciprocal of the count.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Run(context, Mean.Multiplied);

    private static void Run<T>(KernelContext<T> context, Func<T[], int, T> mean) where T : unmanaged, INumber<T>
    {
        var inputs = Enumerable.Range(0, context.InputCount).Select(context.Numbers).ToArray();
        var maps = Enumerable.Range(0, context.InputCount).Select(input => Broadcast.Of(context, input)).ToArray();
        context.Each(0, i => mean([.. inputs.Zip(maps, (input, map) => input[map[i]])], inputs.Length));
    }

    public static CaseSpace Cases => Sum.Cases;

    public static void Build(CaseBuilder builder) => Sum.Build(builder);
}
