// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Repeats;

/// <summary>Holds the answers that a case got in an ordinary host against those of its first run, question by question.</summary>
/// <param name="BitForBit">Answers that were held to the bits of the first run.</param>
/// <param name="IsSame">Every answer is the same, promised or not.</param>
/// <param name="Text">What differs although it may not, in one sentence; null where nothing does.</param>
/// <param name="Worst">The first element that differs, where one does.</param>
internal sealed record RepeatComparison(int BitForBit, bool IsSame, string? Text, Mismatch? Worst)
{
    /// <exception cref="EvidenceException">An output's bytes are damaged.</exception>
    public static RepeatComparison Of(CaseEvidence first, CaseEvidence again)
    {
        var held = 0;
        var same = first.Runs.Count == again.Runs.Count;
        foreach (var (then, now) in first.Runs.Zip(again.Runs))
        {
            if (then.Question != now.Question)
                return new RepeatComparison(held, IsSame: false, null, null);
            same &= Json(then) == Json(now);
            if (then is not { Outputs: { } outputs, Numerics: { } numerics } || now is not { Outputs: { } others, Numerics: { } declared })
                continue;
            if (Json(Bare(then)) != Json(Bare(now)))
                return new RepeatComparison(held, IsSame: false, $"other numerics are declared there: determinism {(int)declared.Determinism} and not {(int)numerics.Determinism}, or another arithmetic", null);
            if (numerics.Determinism == Determinism.None)
                continue;
            held++;
            for (var output = 0; output < outputs.Count; output++)
                if (outputs[output].Sha256 != others[output].Sha256)
                    return Differs(held, (int)numerics.Determinism, output, ReplayedSubject.Read(outputs[output]), ReplayedSubject.Read(others[output]));
        }
        return new RepeatComparison(held, same, null, null);
    }

    private static RepeatComparison Differs(int held, int determinism, int output, Tensor then, Tensor now)
    {
        if (!then.Dims.AsSpan().SequenceEqual(now.Dims.AsSpan()))
            return new RepeatComparison(held, IsSame: false, $"output {output} has the extents {now} there and {then} in the suite's own process", null);
        long first = -1, differing = 0;
        for (long i = 0; i < then.Count; i++)
            if (!Bits(then, i).SequenceEqual(Bits(now, i)))
            {
                first = first < 0 ? i : first;
                differing++;
            }
        var index = Positions.Of(then, Math.Max(first, 0));
        var worst = new Mismatch(output, index, Real(now, first), Real(then, first), 0, differing, then.Count);
        var text = $"determinism {determinism} is declared, and {differing} of {then.Count} elements of output {output} have other bits there: "
            + $"element [{string.Join(", ", index)}] is {worst.Got:R} (0x{Hex(now, first)}) and was {worst.Want:R} (0x{Hex(then, first)}) in the suite's own process";
        return new RepeatComparison(held, IsSame: false, text, worst);
    }

    /// <summary>The bytes that hold an element; elements of less than a byte share theirs.</summary>
    private static ReadOnlySpan<byte> Bits(Tensor tensor, long element)
    {
        var width = Math.Max(1, tensor.Type.Bits / 8);
        return tensor.AsBytes().Slice(checked((int)(element * tensor.Type.Bits / 8)), width);
    }

    private static string Hex(Tensor tensor, long element)
    {
        var bytes = Bits(tensor, element).ToArray();
        Array.Reverse(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private static double Real(Tensor tensor, long element) => tensor.Type.IsFloat ? Element.Real(tensor, element) : (double)Element.Integer(tensor, element);

    private static RunEvidence Bare(RunEvidence run) => run with { Outputs = null };

    private static string Json(RunEvidence run) => JsonSerializer.Serialize(run, EvidenceJson.Default.RunEvidence);
}
