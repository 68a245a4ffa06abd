// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The mean over some axes. Source: ONNX ReduceMean-18.</summary>
internal sealed class ReduceMean : IOperator
{
    public static OperatorContract Contract { get; } = Reduction.Contract("ReduceMean", [1, 11, 13, 18],
        "The mean of the elements, NaN of none; sums run in any order. Floating-point types.");

    public static ImmutableArray<string> Forms => ["reciprocal"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Reduction.Each(context, static terms => Mean.Divided(terms, terms.Length));

    /// <summary><c>reciprocal</c>: the sum times the rounded reciprocal of the count.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> =>
        Reduction.Each(context, static terms => Mean.Multiplied(terms, terms.Length));

    public static CaseSpace Cases { get; } = Reduction.Cases();

    public static void Build(CaseBuilder builder) => Reduction.Build(builder);
}
