// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>Transposes eight by eight elements of four bytes in registers.</summary>
internal static unsafe class Square
{
    public const int Side = 8;

    public static bool IsSupported => Avx.IsSupported;

    /// <param name="from">Eight lines of eight elements, <paramref name="fromStep"/> elements apart.</param>
    /// <param name="to">The same as columns; lines are <paramref name="toStep"/> elements apart.</param>
    public static void Transpose(float* from, nint fromStep, float* to, nint toStep)
    {
        var (a, b) = (Vector256.Load(from), Vector256.Load(from + fromStep));
        var (c, d) = (Vector256.Load(from + 2 * fromStep), Vector256.Load(from + 3 * fromStep));
        var (e, f) = (Vector256.Load(from + 4 * fromStep), Vector256.Load(from + 5 * fromStep));
        var (g, h) = (Vector256.Load(from + 6 * fromStep), Vector256.Load(from + 7 * fromStep));
        Quarter(Avx.UnpackLow(a, b), Avx.UnpackLow(c, d), Avx.UnpackLow(e, f), Avx.UnpackLow(g, h), to, toStep);
        Quarter(Avx.UnpackHigh(a, b), Avx.UnpackHigh(c, d), Avx.UnpackHigh(e, f), Avx.UnpackHigh(g, h), to + 2 * toStep, toStep);
    }

    /// <summary>Writes lines 0, 1, 4 and 5 of pairs that were interleaved.</summary>
    private static void Quarter(Vector256<float> ab, Vector256<float> cd, Vector256<float> ef, Vector256<float> gh, float* to, nint step)
    {
        var (even, odd) = (Avx.Shuffle(ab, cd, 0x44), Avx.Shuffle(ab, cd, 0xee));
        var (evenBelow, oddBelow) = (Avx.Shuffle(ef, gh, 0x44), Avx.Shuffle(ef, gh, 0xee));
        Avx.Permute2x128(even, evenBelow, 0x20).Store(to);
        Avx.Permute2x128(odd, oddBelow, 0x20).Store(to + step);
        Avx.Permute2x128(even, evenBelow, 0x31).Store(to + 4 * step);
        Avx.Permute2x128(odd, oddBelow, 0x31).Store(to + 5 * step);
    }
}
