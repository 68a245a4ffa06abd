// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Backends.OpenCl.Tests.Kernels.Runner;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

public sealed class ElementwiseTests
{
    private static readonly float[] Specials =
        [0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 1e-38f, float.MaxValue, float.MinValue, 1f, -3f];

    [Theory]
    [InlineData("Add")]
    [InlineData("Sub")]
    [InlineData("Mul")]
    [InlineData("Div")]
    public void One_step_is_rounded_as_IEEE_says_subnormals_and_specials_included(string op)
    {
        float[] a = [.. Specials.SelectMany(left => Specials.Select(_ => left)), .. Bits(5000, 1)];
        float[] b = [.. Specials.SelectMany(_ => Specials), .. Bits(5000, 2)];
        var y = One(Processor, op, 14, [Tensor.Of<float>(a, a.Length), Tensor.Of<float>(b, b.Length)], (DType.Float32, [a.Length])).AsSpan<float>();
        for (var i = 0; i < a.Length; i++)
        {
            var expected = op switch { "Add" => a[i] + b[i], "Sub" => a[i] - b[i], "Mul" => a[i] * b[i], _ => a[i] / b[i] };
            Assert.True(float.IsNaN(expected) ? float.IsNaN(y[i]) : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(y[i]),
                $"{a[i]:R} {op} {b[i]:R} = {y[i]:R}, not {expected:R}");
        }
    }

    [Theory]
    [InlineData(new long[] { 2, 1, 4, 1 }, new long[] { 3, 1, 5 }, new long[] { 2, 3, 4, 5 })]
    [InlineData(new long[] { 300 }, new long[] { 1 }, new long[] { 300 })]
    [InlineData(new long[] { }, new long[] { 13 }, new long[] { 13 })]
    [InlineData(new long[] { 3, 300 }, new long[] { 3, 1 }, new long[] { 3, 300 })]
    [InlineData(new long[] { 2, 1, 2, 1, 2, 1, 2, 1 }, new long[] { 1, 2, 1, 2, 1, 2, 1, 2 }, new long[] { 2, 2, 2, 2, 2, 2, 2, 2 })]
    public void Broadcasting_follows_numpy(long[] left, long[] right, long[] dims)
    {
        var (a, b) = (Random(1, left), Random(2, right));
        var y = One(Processor, "Sub", 14, [a, b], (DType.Float32, dims)).AsSpan<float>();
        for (var i = 0; i < y.Length; i++)
            Assert.Equal(a.AsSpan<float>()[Source(i, left, dims)] - b.AsSpan<float>()[Source(i, right, dims)], y[i]);
    }

    [Fact]
    public void Integers_wrap_and_division_by_zero_does_not_trap()
    {
        var (a, b) = (Tensor.Of<int>([7, int.MinValue, 5, -7], 4), Tensor.Of<int>([2, -1, 0, 2], 4));
        Assert.Equal([3, int.MinValue, 0, -3], One(Processor, "Div", 14, [a, b], (DType.Int32, [4])).AsSpan<int>().ToArray());
        var (c, d) = (Tensor.Of<sbyte>([127, -128, 100, -7], 4), Tensor.Of<sbyte>([1, -1, 100, 2], 4));
        Assert.Equal([-128, 127, -56, -5], One(Processor, "Add", 14, [c, d], (DType.Int8, [4])).AsSpan<sbyte>().ToArray());
        Assert.Equal([127, -128, 16, -14], One(Processor, "Mul", 14, [c, d], (DType.Int8, [4])).AsSpan<sbyte>().ToArray());
        var (e, f) = (Tensor.Of<ulong>([ulong.MaxValue, 1], 2), Tensor.Of<ulong>([2, 2], 2));
        Assert.Equal([ulong.MaxValue - 1, 2], One(Processor, "Mul", 14, [e, f], (DType.UInt64, [2])).AsSpan<ulong>().ToArray());
    }

    [Fact]
    public void Sixteen_bit_sums_are_rounded_once()
    {
        Half[] values = [(Half)2048, (Half)1, (Half)1];
        Tensor[] inputs = [.. values.Select(value => Tensor.Of(DType.Float16, new[] { value }.AsSpan(), 1))];
        Assert.Equal((Half)2050, One(Processor, "Sum", 13, inputs, (DType.Float16, [1])).AsSpan<Half>()[0]);
    }

    [Fact]
    public void Relu_keeps_nan_and_cuts_what_is_negative()
    {
        var y = One(Processor, "Relu", 14, [Tensor.Of<float>([float.NaN, -1, 2, float.NegativeInfinity], 4)], (DType.Float32, [4])).AsSpan<float>();
        Assert.Equal([float.NaN, 0, 2, 0], y.ToArray());
    }

    private static IEnumerable<float> Bits(int count, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)));
    }

    private static int Source(int element, long[] dims, long[] output)
    {
        var (source, step) = (0, 1);
        for (var axis = output.Length - 1; axis >= 0; axis--)
        {
            var at = element % (int)output[axis];
            element /= (int)output[axis];
            var own = axis - output.Length + dims.Length;
            if (own < 0)
                break;
            source += dims[own] == 1 ? 0 : at * step;
            step *= (int)dims[own];
        }
        return source;
    }
}
