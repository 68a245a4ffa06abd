// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;

namespace Tengen.Benchmarks.Cpu;

using Graph = Tengen.Graph.Graph;

/// <summary>One operator on random data, compiled as a program would be, with constant weights.</summary>
internal sealed unsafe class Workload : IDisposable
{
    private readonly ForkJoinPool _pool;
    private readonly ConstantStore _constants = new();
    private readonly Plan _plan;
    private readonly Tensor _input;
    private readonly Tensor _output;
    private readonly byte* _scratch;

    private Workload(string name, double operations, int threads, Node node, Tensor input, Tensor[] constants, long[] output)
    {
        (Name, Operations, _input) = (name, operations, input);
        _pool = new ForkJoinPool(threads);
        ImmutableArray<Value> values =
        [
            new("x", input.Type, new Shape(input.Dims)),
            .. constants.Select((tensor, i) => Value.Of($"w{i}", tensor)),
            new("y", DType.Float32, new Shape(output)),
        ];
        var graph = new Graph { Values = values, Nodes = [node], Inputs = [0], Outputs = [values.Length - 1] };
        _plan = Plan.Of(OpenOutputs.Of(graph), _pool, _constants);
        _output = new Tensor(DType.Float32, output);
        _scratch = (byte*)NativeMemory.AlignedAlloc((nuint)_plan.ScratchBytes + 64, 64);
    }

    public string Name { get; }

    /// <summary>Floating-point operations of one run; 0 where time alone is of interest.</summary>
    public double Operations { get; }

    public static Workload MatMul(int rows, int columns, int depth, int threads) => new($"MatMul {rows}x{columns}x{depth}", 2.0 * rows * columns * depth, threads,
        Of("MatMul", 2), Random(rows, depth), [Random(depth, columns)], [rows, columns]);

    public static Workload Conv(int channels, int filters, int size, int kernel, int threads) => new($"Conv {kernel}x{kernel} {channels}->{filters} {size}x{size}",
        2.0 * channels * filters * size * size * kernel * kernel, threads,
        Of("Conv", 2, NodeAttribute.Ints("pads", kernel / 2, kernel / 2, kernel / 2, kernel / 2)),
        Random(1, channels, size, size), [Random(filters, channels, kernel, kernel)], [1, filters, size, size]);

    public static Workload Softmax(int threads) => new("Softmax 12x128x128", 0, threads, Of("Softmax", 1), Random(12, 128, 128), [], [12, 128, 128]);

    public static Workload LayerNormalization(int threads) => new("LayerNormalization 128x768", 0, threads,
        Of("LayerNormalization", 3), Random(128, 768), [Random(768), Random(768)], [128, 768]);

    public static Workload Gelu(int threads) => new("Gelu 128x3072", 0, threads, Of("Gelu", 1), Random(128, 3072), [], [128, 3072]);

    public void Run()
    {
        var arguments = stackalloc byte*[2] { _input.Pointer, _output.Pointer };
        _plan.Run(arguments, _scratch, _pool);
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_scratch);
        _constants.Dispose();
        _pool.Dispose();
    }

    private static Node Of(string op, int inputs, params NodeAttribute[] attributes) =>
        new("", op, 13, [.. Enumerable.Range(0, inputs)], [inputs], new AttributeList(attributes));

    private static Tensor Random(params ReadOnlySpan<long> dims)
    {
        var random = new Random(1);
        var tensor = new Tensor(DType.Float32, dims);
        foreach (ref var value in tensor.AsSpan<float>())
            value = random.NextSingle() - 0.5f;
        return tensor;
    }
}
