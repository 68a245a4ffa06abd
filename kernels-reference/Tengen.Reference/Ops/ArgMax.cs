// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The position of the largest element along an axis. Source: ONNX ArgMax-13.</summary>
internal sealed class ArgMax : IOperator
{
    public static OperatorContract Contract { get; } = ExtremePosition.Contract("ArgMax",
        "The position along axis of the largest element: of several the first, or the last with select_last_index. Zeros of either sign are equal. " +
        "The specification does not say where NaN ranks. ONNX ArgMax-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => ExtremePosition.Run(context, 1);

    public static CaseSpace Cases => ExtremePosition.Cases;

    public static void Build(CaseBuilder builder) => ExtremePosition.Build(builder);
}
