// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tengen.Conformance.Speed.Rooflines;

namespace Tengen.Conformance.Speed.Probes;

/// <summary>Streams through memory: a sum that only reads, and a triad (a = b + s c) that reads two parts and writes the third. The faster counts.</summary>
internal static unsafe class BandwidthProbe
{
    private const int Alignment = 64;
    private const int Step = 3 * 256;
    private const long BytesOfBurst = 2 << 20;
    private const int Bursts = 100;

    /// <summary>Working sets over all threads: through the caches, and far beyond the last one.</summary>
    private static IEnumerable<long> WorkingSets =>
        ((long[])[1 << 17, 1 << 19, 1 << 21, 1 << 23, 1 << 25]).Where(bytes => bytes <= HostCaches.LastLevelBytes).Append(4 * HostCaches.LastLevelBytes);

    public static IEnumerable<BandwidthPeak> Run(int threads) => WorkingSets.Select(bytes => Peak(bytes, threads));

    private static BandwidthPeak Peak(long bytes, int threads)
    {
        var part = bytes / threads / Step * Step;
        var burst = Math.Min(part, BytesOfBurst / Step * Step);
        var repeats = (int)Math.Max(1, BytesOfBurst / part);
        var parts = Enumerable.Range(0, threads).Select(_ => (nint)NativeMemory.AlignedAlloc((nuint)part, Alignment)).ToArray();
        foreach (var memory in parts)
            NativeMemory.Clear((void*)memory, (nuint)part);
        var bursts = (int)Math.Max(Bursts, 2 * part / burst);
        var read = Crew.Run(threads, bursts, (thread, number) => Sum(At(thread, number), burst / sizeof(float), repeats));
        var triad = Crew.Run(threads, bursts, (thread, number) => Triad(At(thread, number), burst / sizeof(float) / 3, repeats));
        foreach (var memory in parts)
            NativeMemory.AlignedFree((void*)memory);
        var moved = (double)burst * repeats * threads;
        var (reads, triads) = bytes > HostCaches.LastLevelBytes ? (read.Together, triad.Together) : (read.Each, triad.Each);
        return new BandwidthPeak(part * threads, moved * Math.Max(reads, triads), $"{(reads > triads ? "sum" : "triad")} over {part * threads >> 10} KiB, {threads} threads");

        float* At(int thread, int number) => (float*)(parts[thread] + (nint)(number % (part / burst) * burst));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Sum(float* memory, long count, int repeats)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        for (; repeats > 0; repeats--)
            for (long i = 0; i < count; i += 32)
            {
                a += Vector256.Load(memory + i);
                b += Vector256.Load(memory + i + 8);
                c += Vector256.Load(memory + i + 16);
                d += Vector256.Load(memory + i + 24);
            }
        return (int)Vector256.Sum(a + b + c + d);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int Triad(float* a, long count, int repeats)
    {
        float* b = a + count, c = b + count;
        var scale = Vector256.Create(0.5f);
        for (; repeats > 0; repeats--)
            for (long i = 0; i < count; i += 16)
            {
                Vector256.Store(Vector256.FusedMultiplyAdd(Vector256.Load(c + i), scale, Vector256.Load(b + i)), a + i);
                Vector256.Store(Vector256.FusedMultiplyAdd(Vector256.Load(c + i + 8), scale, Vector256.Load(b + i + 8)), a + i + 8);
            }
        return (int)a[count - 1];
    }
}
