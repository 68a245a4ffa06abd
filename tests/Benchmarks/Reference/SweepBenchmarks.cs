// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Benchmarks.Reference;

/// <summary>A normalisation of 768 elements on the tape: recording it, and one reverse sweep. Times are per output.</summary>
public class SweepBenchmarks
{
    private const int Length = 768;
    private readonly Tape[] _outputs = new Tape[Length];
    private double[] _values = null!;

    [GlobalSetup]
    public void Setup()
    {
        Arithmetic.Declare(Numerics.Default, Formats.Float32);
        var random = new Random(3);
        _values = [.. Enumerable.Range(0, Length).Select(_ => (double)(float)random.NextDouble())];
        Record();
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void Record()
    {
        TapeRecorder.Reset();
        Tape[] x = [.. _values.Select(value => Tape.Input(value, DType.Float32))];
        var (count, mean) = (Tape.Exact(Length), Tape.Sum(new(x)) / Tape.Exact(Length));
        for (var i = 0; i < Length; i++)
            x[i] -= mean;
        var deviation = Tape.Apply(Function.Sqrt, Tape.Dot(new(x), new(x), Tape.Exact(0)) / count);
        for (var i = 0; i < Length; i++)
            _outputs[i] = x[i] / deviation;
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public double Sweep()
    {
        var sum = 0.0;
        foreach (var output in _outputs)
            sum += TapeRecorder.Judge(output, 0.5, Formats.Float32).Hard;
        return sum;
    }
}
