// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;
using Tengen.Backends.OpenCl;
using Tengen.Host;

namespace Tengen.Benchmarks.OpenCl;

/// <summary>A program from its graph and from saved bytes, each on a device of its own that is opened and closed with it; the driver's own cache is warm.</summary>
public unsafe class LoadBenchmarks
{
    private PluginLibrary _library = null!;
    private byte[] _saved = null!;

    [GlobalSetup]
    public void Save()
    {
        _library = PluginLibrary.FromEntry(&Entry.Plugin, "opencl");
        using var device = _library.Open();
        using var program = CompiledProgram.Create(device, AddGraph.Make());
        using var stream = new MemoryStream();
        program.Save(stream);
        _saved = stream.ToArray();
    }

    [Benchmark(Baseline = true)]
    public void Compile()
    {
        using var device = _library.Open();
        using var program = CompiledProgram.Create(device, AddGraph.Make());
    }

    [Benchmark]
    public void Load()
    {
        using var device = _library.Open();
        using var program = CompiledProgram.Load(device, _saved, "tengen.opencl");
    }

    [Benchmark]
    public void OpenAndClose()
    {
        using var device = _library.Open();
    }
}
