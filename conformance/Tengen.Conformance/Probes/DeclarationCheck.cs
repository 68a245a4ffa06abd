// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Probes;

/// <summary>Holds declared numerics against measured ones.</summary>
internal static class DeclarationCheck
{
    private const int LeastToBalance = 16;

    /// <summary>What the order shows.</summary>
    /// <param name="numerics">Declared.</param>
    /// <param name="tree">Measured; null when it does not show.</param>
    /// <param name="reason">Why it does not.</param>
    public static ProbedNumeric Order(Numerics numerics, SummationTree? tree, string reason)
    {
        var declared = numerics.Summation.ToString().ToLowerInvariant();
        if (tree is null)
            return new("summation", declared, reason, ProbeFinding.Unseen);
        var holds = numerics.Summation switch
        {
            Summation.Sequential => tree.IsSequential,
            Summation.Pairwise => tree.IsBalanced,
            Summation.Blocked => tree.IsContiguous,
            Summation.Exact => false,
            _ => true,
        };
        return holds ? new("summation", declared, tree.Name, numerics.Summation == Summation.Any && tree.IsBalanced && tree.Count >= LeastToBalance ? ProbeFinding.UnderClaimed : ProbeFinding.Holds)
            : new("summation", declared, tree.Name, ProbeFinding.OverClaimed, tree.IsSequential ? "TG_SUM_SEQUENTIAL" : tree.IsBalanced ? "TG_SUM_PAIRWISE" : tree.IsContiguous ? "TG_SUM_BLOCKED" : "TG_SUM_ANY");
    }

    /// <summary>What single steps show.</summary>
    /// <param name="numerics">Declared.</param>
    /// <param name="measured">Measured.</param>
    /// <param name="storage">Format of terms and result.</param>
    /// <param name="isOrderSeen">False when terms may have met in another order than meant: bits are then a lower bound.</param>
    public static IEnumerable<ProbedNumeric> Steps(Numerics numerics, MeasuredArithmetic measured, Format storage, bool isOrderSeen)
    {
        var accumulator = numerics.Accumulator.IsOpaque ? storage.Bits == 64 ? Formats.Float64 : Formats.Float32 : Formats.Of(numerics.Accumulator);
        var slack = numerics.TruncationBlock > 0 ? 2 : 0;
        yield return Bits("accumulator", accumulator.Precision, accumulator.Name, measured.AccumulatorBits, measured.IsAccumulatorWider, slack, isOrderSeen);
        var inputs = numerics.Demotion.IsOpaque ? storage : Formats.Of(numerics.Demotion);
        yield return Bits("demotion", Math.Min(inputs.Precision, storage.Precision), numerics.Demotion.IsOpaque ? "none" : inputs.Name, measured.InputBits,
            measured.InputBits == storage.Precision || measured.InputBits >= measured.AccumulatorBits && !measured.IsAccumulatorWider, 0, true);
        yield return Flag("rounding", numerics.Rounding is Rounding.TowardZero or Rounding.Stochastic || numerics.TruncationBlock > 0, measured.Truncates, "toward zero", "to nearest", "TG_ROUND_TOWARD_ZERO");
        if (Math.Max(accumulator.MinExponent, inputs.MinExponent) <= storage.MinExponent)
        {
            yield return Flag("flag:flush-inputs", numerics.Flags.HasFlag(NumericFlags.FlushInputs), measured.FlushesInputs, "flushed", "kept", "TG_NUMERIC_FLUSH_INPUTS");
            yield return Flag("flag:flush-outputs", numerics.Flags.HasFlag(NumericFlags.FlushOutputs), measured.FlushesOutputs, "flushed", "kept", "TG_NUMERIC_FLUSH_OUTPUTS");
        }
        yield return Flag("flag:saturates", numerics.Flags.HasFlag(NumericFlags.Saturates) || numerics.Rounding == Rounding.TowardZero && measured.Saturates, measured.Saturates, "saturates", "infinite", "TG_NUMERIC_SATURATES");
        yield return Flag("flag:nan-undefined", numerics.Flags.HasFlag(NumericFlags.NanUndefined), measured.LosesNaN, "lost", "kept", "TG_NUMERIC_NAN_UNDEFINED");
        yield return new("fused", "", measured.IsFused ? "products unrounded" : "products rounded", ProbeFinding.Holds);
    }

    private static ProbedNumeric Bits(string member, int declared, string name, int measured, bool isAtLeast, int slack, bool isSure)
    {
        var text = $"{(isAtLeast ? "at least " : "")}{measured} bits";
        return measured + slack < declared && !isAtLeast ? new(member, name, text, ProbeFinding.OverClaimed, $"{member} {Narrowest(measured)}")
            : new(member, name, text, measured <= declared ? ProbeFinding.Holds : isSure ? ProbeFinding.UnderClaimed : ProbeFinding.Unseen);
    }

    /// <summary>The widest format of at most that many bits.</summary>
    private static string Narrowest(int bits) => Formats.All.Where(format => format.Precision <= bits).MaxBy(format => format.Precision)?.Name ?? "of a format of its own: there is none so narrow";

    private static ProbedNumeric Flag(string member, bool declared, bool measured, string yes, string no, string declare) => new(
        member, declared ? yes : no, measured ? yes : no,
        measured == declared ? ProbeFinding.Holds : measured ? ProbeFinding.OverClaimed : ProbeFinding.UnderClaimed, measured && !declared ? declare : null);
}
