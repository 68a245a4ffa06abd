// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Properties;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Execution;

/// <summary><see cref="Gate.Order"/>: holds outputs to the bits of the oracle's kernel, simulated in the declared formats and order.</summary>
internal static class PublishedOrder
{
    private const StepKinds Determined = StepKinds.Addition | StepKinds.Product | StepKinds.Quotient | StepKinds.Sum | StepKinds.Dot | StepKinds.Constant | StepKinds.Comparison | StepKinds.RoundingToType;
    private const StepKinds Sums = StepKinds.Sum | StepKinds.Dot;

    /// <summary>Null where there is no promise, or nothing that it fixes.</summary>
    /// <param name="call">The node and its inputs.</param>
    /// <param name="numerics">What is declared.</param>
    /// <param name="expectations">By output; those with one right value are left to the other gates.</param>
    /// <param name="outputs">What was computed.</param>
    public static Judgement? Judge(Call call, Numerics numerics, ImmutableArray<Expectation?> expectations, IReadOnlyList<Tensor> outputs)
    {
        if (numerics.Determinism != Determinism.Published || expectations.All(expectation => expectation is null or { IsExact: true }) || !IsDetermined(numerics, call))
            return null;
        var steps = Oracle.StepsOf(call);
        if ((steps.Kinds & ~Determined) != 0 || !steps.Functions.All(FunctionTable.IsOneRounding))
            return null;
        if ((steps.Kinds & Sums) != 0 && numerics.Summation != Summation.Sequential)
            return Judgement.Wrong(Gate.Order.Name, $"determinism 4 is declared, and sums in the order '{numerics.Summation.ToString().ToLowerInvariant()}', which fixes no bits: declare TG_SUM_SEQUENTIAL, or determinism 3");
        var plain = Simulation.Of(numerics, call.Inside) with { Rounding = numerics.Rounding };
        var differing = from last in (bool[])[false, true]
                        from fused in (bool[])[false, true]
                        select Differing(Oracle.Simulate(call, plain with { FusesProducts = fused, AddsInitialLast = last }), outputs);
        Judgement? first = null;
        foreach (var judgement in differing)
        {
            if (judgement is null)
                return new Judgement(null, null, null, 0, null, null);
            first ??= judgement;
        }
        return first;
    }

    /// <summary>The declaration says how every step is rounded, and a simulation in f64 computes just that.</summary>
    private static bool IsDetermined(Numerics numerics, Call call) =>
        call.Inside != Formats.Float64 && numerics is { Flags: NumericFlags.None, TruncationBlock: 0, Rounding: not Rounding.Stochastic } && numerics.Forms.IsEmpty;

    private static Judgement? Differing(ImmutableArray<Tensor?> want, IReadOnlyList<Tensor> got) =>
        SameBits.Differing(Gate.Order, "determinism 4 is declared", "the published order gives", [.. want.OfType<Tensor>()], got, static (one, other) => one == other || (double.IsNaN(one) && double.IsNaN(other)));
}
