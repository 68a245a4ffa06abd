// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The cross entropy of softmax and labels. Source: ONNX SoftmaxCrossEntropyLoss-13.</summary>
internal sealed class SoftmaxCrossEntropyLoss : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "SoftmaxCrossEntropyLoss",
        Versions = [12, 13],
        Inputs = ClassLoss.Inputs("scores", "labels", "weights"),
        Outputs = [new("output", Types.Floats, "T"), new("log_prob", Types.Floats, "T", Optional: true)],
        Attributes = ClassLoss.Attributes,
        Infer = static context =>
        {
            ClassLoss.Infer(context);
            context.SetOutput(1, context.InputType(0), context.InputShape(0));
        },
        Summary = "NegativeLogLikelihoodLoss of log_prob, which is LogSoftmax of scores over the classes. Sums run in any order. ONNX SoftmaxCrossEntropyLoss-13.",
    };

    public static ImmutableArray<string> Forms => ["online"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Run(context, Exponentials.TwoPass);

    /// <summary><c>online</c>: maximum and sum in one pass.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Run(context, Exponentials.Online);

    private static void Run<T>(KernelContext<T> context, Exponentials.Statistics<T> statistics) where T : unmanaged, INumber<T>
    {
        var (x, lines) = (context.Numbers(0), Lines.Along(context.InputDims(0), 1));
        T Logarithm(int position)
        {
            var (largest, sum) = statistics(new Strided<T>(x, lines.Start(lines.Locate(position).Line), lines.Inner, lines.Length));
            return x[position] - largest - T.Apply(Function.Log, sum);
        }
        ClassLoss.Run(context, Logarithm);
        context.Each(1, Logarithm);
    }

    public static CaseSpace Cases { get; } = ClassLoss.Cases with { Parameters = [.. ClassLoss.Cases.Parameters, "x=3x5x2,outputs=2"] };

    public static void Build(CaseBuilder builder)
    {
        ClassLoss.Build(builder, "scores", "labels", "weights");
        builder.Outputs(builder.Int("outputs", 1));
    }
}
