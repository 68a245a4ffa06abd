// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;

namespace Tengen.Benchmarks.Cpu;

/// <summary>The shapes of the verb <c>peak</c> under BenchmarkDotNet, at one and two threads.</summary>
public class KernelBenchmarks
{
    private Workload _gemm = null!;
    private Workload _conv = null!;
    private int _peakRounds;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _peakRounds = 1_000_000;
        _gemm = Workload.MatMul(1024, 1024, 1024, Threads);
        _conv = Workload.Conv(64, 64, 56, 3, Threads);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _gemm.Dispose();
        _conv.Dispose();
    }

    [Benchmark(Baseline = true)]
    public float MultiplyAddPeak() => FmaPeak.Run(_peakRounds);

    [Benchmark]
    public void Gemm1024() => _gemm.Run();

    [Benchmark]
    public void Conv3x3() => _conv.Run();
}
