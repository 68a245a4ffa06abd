// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The negative logarithm of the probability of each label. Source: ONNX NegativeLogLikelihoodLoss-22.</summary>
internal sealed class NegativeLogLikelihoodLoss : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "NegativeLogLikelihoodLoss",
        Versions = [12, 13, 22],
        Inputs = ClassLoss.Inputs("input", "target", "weight"),
        Outputs = [new("loss", Types.Floats, "T")],
        Attributes = ClassLoss.Attributes,
        Infer = ClassLoss.Infer,
        Summary = "-input[n, target[n, d], d] times the weight of the class, 0 for ignore_index; summed (in any order), or divided by the sum of the weights (mean), or as it is (none). ONNX NegativeLogLikelihoodLoss-22.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var x = context.Numbers(0);
        ClassLoss.Run(context, position => x[position]);
    }

    public static CaseSpace Cases => ClassLoss.Cases;

    public static void Build(CaseBuilder builder) => ClassLoss.Build(builder, "input", "target", "weight");
}
