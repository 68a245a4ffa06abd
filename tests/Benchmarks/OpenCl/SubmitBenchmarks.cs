// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;

namespace Tengen.Benchmarks.OpenCl;

/// <summary>The time a caller is held up by a submission whose end it does not wait for; what was submitted ends outside of the time taken.</summary>
[InvocationCount(1, 1)]
[IterationCount(200)]
public class SubmitBenchmarks : IDisposable
{
    private readonly LaunchBenchmarks _opened = new();

    [GlobalSetup]
    public void Open() => _opened.Open();

    [Benchmark(Baseline = true, OperationsPerInvoke = PluginLaunch.Room)]
    public void BareEnqueue()
    {
        for (var i = 0; i < PluginLaunch.Room; i++)
            _opened.Bare.Enqueue();
    }

    [Benchmark(OperationsPerInvoke = PluginLaunch.Room)]
    public void ExecuteSlot()
    {
        for (var i = 0; i < PluginLaunch.Room; i++)
            _opened.Plugin.Submit();
    }

    [IterationCleanup]
    public void Finish()
    {
        _opened.Bare.Finish();
        _opened.Plugin.Finish();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _opened.Dispose();
        GC.SuppressFinalize(this);
    }
}
