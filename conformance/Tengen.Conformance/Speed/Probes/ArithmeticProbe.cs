// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Tengen.Conformance.Speed.Rooflines;

namespace Tengen.Conformance.Speed.Probes;

/// <summary>Multiply-adds on registers alone, in chains enough to hide their latency: what the processors can do at most.</summary>
internal static unsafe class ArithmeticProbe
{
    private const int Chains = 12;
    private const int Rounds = 50_000;
    private const int Bursts = 200;

    /// <summary>One peak for every dtype that has a probe on this machine.</summary>
    public static IReadOnlyList<ArithmeticPeak> Run(int threads)
    {
        var peaks = new List<ArithmeticPeak>();
        peaks.Add(Vector512.IsHardwareAccelerated ? Peak<WideSingle, Vector512<float>>(threads)
            : Vector256.IsHardwareAccelerated ? Peak<Single, Vector256<float>>(threads)
            : Peak<NarrowSingle, Vector128<float>>(threads));
        peaks.Add(Vector512.IsHardwareAccelerated ? Peak<WideDouble, Vector512<double>>(threads) : Peak<Double, Vector256<double>>(threads));
        if (AvxVnni.IsSupported)
            peaks.Add(Peak<DotByte, Vector256<int>>(threads));
        else if (Avx512BW.IsSupported)
            peaks.Add(Peak<WideByte, Vector512<int>>(threads));
        else if (Avx2.IsSupported)
            peaks.Add(Peak<Byte, Vector256<int>>(threads));
        return peaks;
    }

    private static ArithmeticPeak Peak<TStep, TVector>(int threads) where TStep : IProbeStep<TVector> where TVector : unmanaged
    {
        var rate = Crew.Run(threads, Bursts, static (_, _) => Chained<TStep, TVector>()).Each * Chains * Rounds * TStep.Operations * threads;
        return new ArithmeticPeak(TStep.Type, rate, $"{TStep.Name}, {Chains} chains, {threads} threads");
    }

    private static int Chained<TStep, TVector>() where TStep : IProbeStep<TVector> where TVector : unmanaged
    {
        var ends = stackalloc TVector[Chains];
        Chain<TStep, TVector>(Rounds, ends);
        return *(int*)ends;
    }

    /// <summary>Stores the end of every chain, so that none can be left out. Calls nothing: around a call the chains would live in memory.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Chain<TStep, TVector>(int rounds, TVector* ends) where TStep : IProbeStep<TVector> where TVector : unmanaged
    {
        var a = TStep.Start;
        TVector b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        for (; rounds > 0; rounds--)
        {
            a = TStep.Next(a);
            b = TStep.Next(b);
            c = TStep.Next(c);
            d = TStep.Next(d);
            e = TStep.Next(e);
            f = TStep.Next(f);
            g = TStep.Next(g);
            h = TStep.Next(h);
            i = TStep.Next(i);
            j = TStep.Next(j);
            k = TStep.Next(k);
            l = TStep.Next(l);
        }
        (ends[0], ends[1], ends[2], ends[3], ends[4], ends[5]) = (a, b, c, d, e, f);
        (ends[6], ends[7], ends[8], ends[9], ends[10], ends[11]) = (g, h, i, j, k, l);
    }
}
