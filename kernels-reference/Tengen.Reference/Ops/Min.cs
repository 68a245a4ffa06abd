// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The smallest of several tensors, element by element. Source: ONNX Min-13.</summary>
internal sealed class Min : IOperator
{
    public static OperatorContract Contract { get; } = Extremum.Contract("Min",
        "The smallest of the corresponding elements of all inputs with numpy broadcasting: exact. A NaN gives NaN; of zeros of either sign any. ONNX Min-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Extremum.Run(context, T.Min, Int128.Min);

    public static CaseSpace Cases => Extremum.Cases;

    public static void Build(CaseBuilder builder) => Extremum.Build(builder);
}
