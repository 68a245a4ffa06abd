// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The largest of several tensors, element by element. Source: ONNX Max-13.</summary>
internal sealed class Max : IOperator
{
    public static OperatorContract Contract { get; } = Extremum.Contract("Max",
        "The largest of the corresponding elements of all inputs with numpy broadcasting: exact. A NaN gives NaN; of zeros of either sign any. ONNX Max-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Extremum.Run(context, T.Max, Int128.Max);

    public static CaseSpace Cases => Extremum.Cases;

    public static void Build(CaseBuilder builder) => Extremum.Build(builder);
}
