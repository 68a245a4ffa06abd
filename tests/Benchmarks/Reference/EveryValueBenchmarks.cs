// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Kernels;

namespace Tengen.Benchmarks.Reference;

/// <summary>References and tolerances of all 65,536 values of f16, all processors. Times are per value.</summary>
public class EveryValueBenchmarks
{
    private Call _call = null!;

    [Params("Abs", "Exp", "Sigmoid", "Erf", "Acosh")]
    public string Operator { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _call = Case.Parse($"{Operator}/f16/x=65536/{EveryValue.All.Name}").Materialise().Call;

    [Benchmark(Baseline = true, OperationsPerInvoke = 1 << 16)]
    public object Reference() => Oracle.Evaluate(_call);

    [Benchmark(OperationsPerInvoke = 1 << 16)]
    public object Expectation() => Oracle.Expect(_call, Numerics.Default);
}
