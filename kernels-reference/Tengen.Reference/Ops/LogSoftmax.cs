// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The logarithm of softmax. Source: ONNX LogSoftmax-13.</summary>
internal sealed class LogSoftmax : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "LogSoftmax",
        Versions = [1, 11, 13],
        Inputs = [new("input", Types.Floats, "T")],
        Outputs = [new("output", Types.Floats, "T")],
        Attributes = [new("axis", AttributeType.Int, -1)],
        Upgrade = FlattenedAxis.Upgrade,
        Infer = static context => ShapeRules.SameAlong(context, -1),
        Summary = "output = x - max - log(sum of e^(x - max)) along axis: the maximum is taken out, so no overflow. A NaN or +Inf in a line makes the whole line NaN. ONNX LogSoftmax-13.",
    };

    public static ImmutableArray<string> Forms => ["online"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Run(context, Exponentials.TwoPass);

    /// <summary><c>online</c>: maximum and sum in one pass.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Run(context, Exponentials.Online);

    private static void Run<T>(KernelContext<T> context, Exponentials.Statistics<T> statistics) where T : unmanaged, INumber<T>
    {
        var x = context.Numbers(0);
        var dims = context.InputDims(0);
        var axis = (int)context.Attributes.Int("axis", -1);
        var lines = dims.Length == 0 ? new Lines(1, 1, 1) : Lines.Along(dims, axis < 0 ? axis + dims.Length : axis);
        context.Along(0, lines, (line, first, results) =>
        {
            var terms = new Strided<T>(x, lines.Start(line), lines.Inner, lines.Length);
            var (largest, sum) = statistics(terms);
            var logarithm = T.Apply(Function.Log, sum);
            for (var i = 0; i < results.Length; i++)
                results[i] = terms[first + i] - largest - logarithm;
        });
    }

    public static CaseSpace Cases => Softmax.Cases with { Particular = [] };

    public static void Build(CaseBuilder builder) => Softmax.Build(builder);
}
