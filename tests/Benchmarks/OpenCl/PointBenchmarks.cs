// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;

namespace Tengen.Benchmarks.OpenCl;

/// <summary>The time a caller is held up by a launch that waits, on the device, for what nobody has signalled yet (tier T2); the signal comes outside of the time taken.</summary>
[InvocationCount(1, 1)]
[IterationCount(200)]
public class PointBenchmarks : IDisposable
{
    private readonly LaunchBenchmarks _opened = new();
    private BareGate _gate = null!;
    private PluginPoint _point = null!;

    [GlobalSetup]
    public void Open()
    {
        _opened.Open();
        _gate = new BareGate(_opened.Bare);
        _point = new PluginPoint(_opened.Plugin);
    }

    /// <summary>clEnqueueNDRangeKernel behind a user event.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = PluginLaunch.Room)]
    public void BareUserEvent()
    {
        for (var i = 0; i < PluginLaunch.Room; i++)
            _gate.Enqueue();
    }

    /// <summary>The slot execute with a point of a timeline to wait for.</summary>
    [Benchmark(OperationsPerInvoke = PluginLaunch.Room)]
    public void ExecuteSlot()
    {
        for (var i = 0; i < PluginLaunch.Room; i++)
            _point.Submit();
    }

    [IterationCleanup]
    public void Finish()
    {
        _gate.Finish();
        _point.Finish();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _gate.Dispose();
        _point.Dispose();
        _opened.Dispose();
        GC.SuppressFinalize(this);
    }
}
