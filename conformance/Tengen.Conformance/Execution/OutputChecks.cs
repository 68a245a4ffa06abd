// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Execution;

/// <summary>What two runs with different poison show: elements that were never written, results that do not repeat.</summary>
internal static class OutputChecks
{
    /// <summary>Extents that depend on data are the same for the same data, whatever is declared.</summary>
    public static SubjectOutcome.Broke? OtherExtents(ImmutableArray<long>[][] runs)
    {
        for (var j = 0; j < runs[0].Length; j++)
            if (!runs[0][j].AsSpan().SequenceEqual(runs[1][j].AsSpan()))
                return new SubjectOutcome.Broke(Verdict.Nondeterministic, "TG-P-35", $"output {j} has extents [{string.Join(", ", runs[0][j])}] in one run and [{string.Join(", ", runs[1][j])}] in the next");
        return null;
    }

    /// <param name="info">The program that ran.</param>
    /// <param name="buffers">All arguments.</param>
    /// <param name="runs">Bytes of every output in every run.</param>
    /// <param name="salts">The poison of every run.</param>
    public static SubjectOutcome.Broke? Unwritten(ProgramInfo info, List<GuardedBuffer> buffers, byte[][][] runs, byte[] salts)
    {
        for (var j = 0; j < runs[0].Length; j++)
        {
            var width = Math.Max(1, info.Arguments[info.InputCount + j].Type.Bits / 8);
            for (long element = 0; element < runs[0][j].Length / width; element++)
                if (KeepsPoison(buffers[info.InputCount + j], runs, salts, j, element * width, width))
                    return new SubjectOutcome.Broke(Verdict.OutOfBounds, "gate.written", $"element {element} of output {j} was not written");
        }
        return null;
    }

    public static SubjectOutcome.Broke? Unrepeatable(byte[][][] runs, Numerics numerics)
    {
        if (numerics.Determinism == Determinism.None)
            return null;
        for (var j = 0; j < runs[0].Length; j++)
            if (!runs[0][j].AsSpan().SequenceEqual(runs[1][j]))
                return new SubjectOutcome.Broke(Verdict.Nondeterministic, "TG-P-37",
                    $"output {j} differs from byte {runs[0][j].AsSpan().CommonPrefixLength(runs[1][j])} on between two runs; determinism {(int)numerics.Determinism} is declared");
        return null;
    }

    private static bool KeepsPoison(GuardedBuffer buffer, byte[][][] runs, byte[] salts, int output, long at, int width)
    {
        for (var run = 0; run < runs.Length; run++)
            for (var i = 0; i < width; i++)
                if (runs[run][output][at + i] != buffer.PatternAt(at + i, salts[run]))
                    return false;
        return true;
    }
}
