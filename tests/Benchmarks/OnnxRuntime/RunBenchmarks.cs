// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;
using Tengen.Tests;

namespace Tengen.Benchmarks.OnnxRuntime;

/// <summary>What a run of ONNX Runtime costs beside the arithmetic: additions and multiplications of four floats, one thread.</summary>
[MemoryDiagnoser]
public class RunBenchmarks : IDisposable
{
    private BoundSession _own = null!;
    private BoundSession _cpu = null!;
    private BoundSession _tiny = null!;

    /// <summary>Operators in a row; the provider makes one program of them.</summary>
    [Params(1, 40)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Open()
    {
        var model = Models.Chain(Nodes);
        _own = new BoundSession(model, 1);
        _cpu = new BoundSession(model, 1, BoundSession.Cpu(1));
        _tiny = new BoundSession(model, 1, BoundSession.Tiny);
    }

    [Benchmark(Baseline = true)]
    public void OnnxRuntimeCpu() => _own.Run();

    [Benchmark]
    public void TengenCpu() => _cpu.Run();

    [Benchmark]
    public void TengenTiny() => _tiny.Run();

    [GlobalCleanup]
    public void Dispose()
    {
        _own.Dispose();
        _cpu.Dispose();
        _tiny.Dispose();
        GC.SuppressFinalize(this);
    }
}
