// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The position of the smallest element along an axis. Source: ONNX ArgMin-13.</summary>
internal sealed class ArgMin : IOperator
{
    public static OperatorContract Contract { get; } = ExtremePosition.Contract("ArgMin",
        "The position along axis of the smallest element: of several the first, or the last with select_last_index. Zeros of either sign are equal. " +
        "The specification does not say where NaN ranks. ONNX ArgMin-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => ExtremePosition.Run(context, -1);

    public static CaseSpace Cases => ExtremePosition.Cases;

    public static void Build(CaseBuilder builder) => ExtremePosition.Build(builder);
}
