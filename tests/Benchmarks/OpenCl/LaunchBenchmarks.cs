// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;
using Tengen.Abi;
using Tengen.Backends.OpenCl;
using Tengen.Host;

namespace Tengen.Benchmarks.OpenCl;

/// <summary>What the backend adds to a launch that is known to be complete: submitting, running and learning of the end.</summary>
[MemoryDiagnoser]
public unsafe class LaunchBenchmarks : IDisposable
{
    private Device _device = null!;
    private CompiledProgram _program = null!;
    private Argument[] _arguments = null!;

    internal BareLaunch Bare { get; private set; } = null!;

    internal PluginLaunch Plugin { get; private set; } = null!;

    [GlobalSetup]
    public void Open()
    {
        Bare = new BareLaunch();
        var library = PluginLibrary.FromEntry(&Entry.Plugin, "opencl");
        _device = library.Open();
        _program = CompiledProgram.Create(_device, AddGraph.Make());
        _arguments = [.. Enumerable.Range(0, 3).Select(_ => Argument.Of(DeviceBuffer.Allocate(_device, AddGraph.Bytes)))];
        using var saved = new MemoryStream();
        _program.Save(saved);
        tg_api* api;
        if (Table(&api) != Tg.TG_OK)
            throw new InvalidOperationException("the backend gave no table");
        Plugin = new PluginLaunch(api, saved.ToArray());
    }

    /// <summary>clEnqueueNDRangeKernel, clFinish.</summary>
    [Benchmark(Baseline = true)]
    public void BareFinish()
    {
        Bare.Enqueue();
        Bare.Finish();
    }

    /// <summary>clEnqueueNDRangeKernel with an event, clWaitForEvents.</summary>
    [Benchmark]
    public void BareEvent() => Bare.EnqueueAndWait();

    /// <summary>The slots execute and wait.</summary>
    [Benchmark]
    public void Slots()
    {
        Plugin.Submit();
        Plugin.Finish();
    }

    /// <summary>The host library: ticket, execute, wait, completion.</summary>
    [Benchmark]
    public void HostLibrary() => _device.Queues[0].Run(_program, _arguments);

    [GlobalCleanup]
    public void Dispose()
    {
        Plugin.Dispose();
        _program.Dispose();
        foreach (var argument in _arguments)
            argument.Buffer!.Dispose();
        _device.Dispose();
        Bare.Dispose();
        GC.SuppressFinalize(this);
    }

    private static int Table(tg_api** api)
    {
        delegate* unmanaged[Cdecl]<uint, tg_api**, tg_error*, int> entry = &Entry.Plugin;
        return entry(Tg.TG_ABI, api, null);
    }
}
