// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Attributes;
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Benchmarks.Reference;

/// <summary>
/// The MatMul 64x1024 by 1024x64 of the oracle in every number system, on one thread, beside plain double. Times are per floating-point
/// operation: MFLOP/s = 1000 / ns.
/// </summary>
public class ProductBenchmarks
{
    private const int Rows = 64;
    private const int Terms = 1024;
    private const int Columns = 64;
    private const int Operations = 2 * Rows * Terms * Columns;
    private Action _double = null!;
    private Action _doubleDouble = null!;
    private Action _errBound = null!;
    private Action _tape = null!;
    private Action _sim = null!;

    [GlobalSetup]
    public void Setup()
    {
        Arithmetic.Declare(Numerics.Default, Formats.Float32);
        (_double, _doubleDouble, _errBound, _tape, _sim) = (Product<Tengen.Reference.Numbers.Double>(), Product<DoubleDouble>(), Product<ErrBound>(), Product<Tape>(), Product<Sim>());
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Operations)]
    public void PlainDouble() => _double();

    [Benchmark(OperationsPerInvoke = Operations)]
    public void InDoubleDouble() => _doubleDouble();

    [Benchmark(OperationsPerInvoke = Operations)]
    public void InErrBound() => _errBound();

    [Benchmark(OperationsPerInvoke = Operations)]
    public void InTape() => _tape();

    [Benchmark(OperationsPerInvoke = Operations)]
    public void InSim() => _sim();

    private static Action Product<T>() where T : unmanaged, INumber<T>
    {
        var (a, b, result) = (Uniform<T>(Rows * Terms, 1), Uniform<T>(Terms * Columns, 2), new T[Columns]);
        return () =>
        {
            TapeRecorder.Reset();
            for (var row = 0; row < Rows; row++)
                for (var column = 0; column < Columns; column++)
                    result[column] = T.Dot(new(a, row * Terms, 1, Terms), new(b, column, Columns, Terms), T.Exact(0));
        };
    }

    private static T[] Uniform<T>(int count, int seed) where T : unmanaged, INumber<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.Input((double)(float)(2 * random.NextDouble() - 1), DType.Float32))];
    }
}
