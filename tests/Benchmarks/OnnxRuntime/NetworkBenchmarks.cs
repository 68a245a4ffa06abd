// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;
using Tengen.Tests;

namespace Tengen.Benchmarks.OnnxRuntime;

/// <summary>Official model graphs with a batch of one, on ONNX Runtime's own provider and on Tengen's with the cpu backend.</summary>
public class NetworkBenchmarks : IDisposable
{
    private BoundSession _own = null!;
    private BoundSession _tengen = null!;

    [Params("squeezenet", "resnet50")]
    public string Network { get; set; } = "";

    /// <summary>Of either side; 0 = its default.</summary>
    [Params(1, 0)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Open()
    {
        var (folder, reason) = OfficialArchive.Extract("onnx-light-models.tar.xz");
        if (folder is null)
            throw new InvalidOperationException(reason);
        var model = File.ReadAllBytes(Path.Combine(Directory.EnumerateDirectories(Path.Combine(folder, "light")).Single(path => path.Contains(Network, StringComparison.Ordinal)), "model.onnx"));
        _own = new BoundSession(model, Threads);
        _tengen = new BoundSession(model, Threads, BoundSession.Cpu(Threads));
    }

    [Benchmark(Baseline = true)]
    public void OnnxRuntimeCpu() => _own.Run();

    [Benchmark]
    public void TengenCpu() => _tengen.Run();

    [GlobalCleanup]
    public void Dispose()
    {
        _own.Dispose();
        _tengen.Dispose();
        GC.SuppressFinalize(this);
    }
}
