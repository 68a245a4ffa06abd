// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Tests;

public sealed unsafe class ProductTests
{
    public static TheoryData<string> Paths => [.. KernelPaths.Supported.Select(path => path.ToString())];

    [Theory, MemberData(nameof(Paths))]
    public void Every_micro_kernel_agrees_with_double_on_tails_and_several_depth_blocks(string name)
    {
        using var pool = new ForkJoinPool(2);
        var path = Enum.Parse<KernelPath>(name);
        foreach (var (rows, columns, depth) in ((int, int, int)[])[(1, 1, 1), (14, 32, 7), (8, 48, 5), (15, 33, 3), (29, 97, 400), (64, 49, 801), (7, 5, 0), (6, 16, 2), (3, 250, 385)])
            Check(pool, path, rows, columns, depth);
    }

    [Fact]
    public void Random_shapes_agree_on_every_path() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 120], Gen.Int[1, 500], Gen.Int[0, KernelPaths.Supported.Count() - 1]).Sample((rows, columns, depth, path) =>
        {
            using var pool = new ForkJoinPool(1);
            Check(pool, KernelPaths.Supported.ElementAt(path), rows, columns, depth);
        }, iter: 60);

    [Theory, MemberData(nameof(Paths))]
    public void Nan_and_infinity_reach_exactly_their_row_and_column(string name)
    {
        using var pool = new ForkJoinPool(1);
        var (a, b) = (new float[20 * 40], new float[40 * 50]);
        Array.Fill(a, 1);
        Array.Fill(b, 1);
        a[3 * 40 + 5] = float.NaN;
        b[7 * 50 + 11] = float.PositiveInfinity;
        var c = Multiply(pool, Enum.Parse<KernelPath>(name), a, b, 20, 50, 40, default);
        for (var row = 0; row < 20; row++)
            for (var column = 0; column < 50; column++)
                Assert.Equal(row == 3 ? float.NaN : column == 11 ? float.PositiveInfinity : 40f, c[row * 50 + column]);
    }

    [Theory, MemberData(nameof(Paths))]
    public void The_epilogue_is_bit_equal_to_separate_steps(string name)
    {
        using var pool = new ForkJoinPool(2);
        var path = Enum.Parse<KernelPath>(name);
        var random = new Random(3);
        var (a, b) = (Numbers(random, 17 * 9), Numbers(random, 9 * 53));
        var plain = Multiply(pool, path, a, b, 17, 53, 9, default);
        var (bias, mean, deviation, scale, shift, residual) =
            (Numbers(random, 17), Numbers(random, 17), Numbers(random, 17), Numbers(random, 17), Numbers(random, 17), Numbers(random, 17 * 53));
        fixed (float* p0 = bias, p1 = mean, p2 = deviation, p3 = scale, p4 = shift, p5 = residual)
        {
            var epilogue = new Epilogue { RowBias = p0, Mean = p1, Deviation = p2, Scale = p3, Shift = p4, Residual = p5, Relu = true };
            var fused = Multiply(pool, path, a, b, 17, 53, 9, epilogue);
            for (var i = 0; i < plain.Length; i++)
            {
                var row = i / 53;
                var value = plain[i] + bias[row];
                value = (value - mean[row]) / deviation[row];
                value *= scale[row];
                value += shift[row];
                value += residual[i];
                Assert.Equal(MathF.Max(value, 0), fused[i]);
            }
        }
    }

    internal static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];

    private static void Check(ForkJoinPool pool, KernelPath path, int rows, int columns, int depth)
    {
        var random = new Random(rows * 31 + columns * 7 + depth);
        var (a, b) = (Numbers(random, rows * depth), Numbers(random, depth * columns));
        var c = Multiply(pool, path, a, b, rows, columns, depth, default);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                double sum = 0, size = 0;
                for (var k = 0; k < depth; k++)
                {
                    sum += (double)a[row * depth + k] * b[k * columns + column];
                    size += Math.Abs((double)a[row * depth + k] * b[k * columns + column]);
                }
                Assert.InRange(c[row * columns + column], sum - 1e-6 * size, sum + 1e-6 * size);
            }
    }

    private static float[] Multiply(ForkJoinPool pool, KernelPath path, float[] a, float[] b, int rows, int columns, int depth, Epilogue epilogue)
    {
        var blocking = KernelPaths.Block(path, rows, columns, depth);
        var c = new float[rows * columns];
        Array.Fill(c, float.NaN);
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)(blocking.LeftSize + blocking.RightSize) * 4 + 64, 64);
        var scratch = (float*)NativeMemory.AlignedAlloc((nuint)MatrixProduct<PackedPanels>.ScratchBytes(blocking, pool.Width), 64);
        fixed (float* pa = a, pb = b, pc = c)
        {
            var left = Packing.Left(blocking, pa, depth, 1, memory);
            pool.Run(left.Items, ref left);
            var right = Packing.Right(blocking, pb, 1, columns, memory + blocking.LeftSize);
            pool.Run(right.Items, ref right);
            var product = new MatrixProduct<PackedPanels>
            {
                Path = path,
                Blocking = blocking,
                Batches = 1,
                Groups = 1,
                Left = memory,
                Right = new PackedPanels(memory + blocking.LeftSize),
                Product = pc,
                Stride = columns,
                Epilogue = epilogue,
                Scratch = scratch,
            };
            product.Run(pool);
        }
        NativeMemory.AlignedFree(memory);
        NativeMemory.AlignedFree(scratch);
        return c;
    }
}
