// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Execution;

/// <summary>
/// Whether a case shows anything: its gates must not accept the same kernel simulated one format lower than declared, unless that one computes the very
/// same values. Source: conformance rules, section 3, gate 5.
/// </summary>
internal static class Vacuity
{
    public static bool IsVacuous(Call call, ImmutableArray<Expectation?> expectations, Numerics numerics, bool randomLowBits)
    {
        if (Formats.Find(call.OutputTypes[0]) is null || expectations.All(expectation => expectation is null or { IsExact: true }))
            return false;
        var declared = Simulation.Of(numerics, call.Inside);
        var right = Oracle.Simulate(call, declared);
        var wrong = Oracle.Simulate(call, declared.Lower());
        var differs = false;
        for (var i = 0; i < expectations.Length; i++)
        {
            if (expectations[i] is not { } expectation || wrong[i] is not { } tensor)
                continue;
            differs |= !tensor.AsBytes().SequenceEqual(right[i]!.AsBytes());
            if (!new OutputJudge(expectation, randomLowBits).Judge(i, tensor).Holds)
                return false;
        }
        return differs;
    }
}
