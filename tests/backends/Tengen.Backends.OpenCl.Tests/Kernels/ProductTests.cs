// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using static Tengen.Backends.OpenCl.Tests.Kernels.Runner;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

public sealed class ProductTests
{
    public static TheoryData<bool, int, int, int> Sizes => new()
    {
        { false, 5, 64, 7 }, { false, 1, 1, 1 }, { false, 13, 33, 65 }, { false, 6, 17, 16 }, { false, 3, 0, 4 },
        { true, 5, 64, 7 }, { true, 1, 1, 1 }, { true, 65, 17, 66 }, { true, 3, 0, 4 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Products_agree_with_double(bool isGraphics, int m, int k, int n)
    {
        var (a, b) = (Random(1, m, k), Random(2, k, n));
        var y = One(Device(isGraphics), "MatMul", 13, [a, b], (DType.Float32, [m, n])).AsSpan<float>();
        for (var i = 0; i < m * n; i++)
            Near(Dot(a, i / n * k, 1, b, i % n, n, k), y[i], 1e-6 * Math.Sqrt(k + 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Leading_axes_broadcast(bool isGraphics)
    {
        var (a, b) = (Random(1, 2, 1, 4, 9), Random(2, 3, 9, 8));
        var y = One(Device(isGraphics), "MatMul", 13, [a, b], (DType.Float32, [2, 3, 4, 8])).AsSpan<float>();
        for (var i = 0; i < y.Length; i++)
            Near(Dot(a, i / 96 * 36 + i / 8 % 4 * 9, 1, b, i / 32 % 3 * 72 + i % 8, 8, 9), y[i], 2e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Vectors_are_a_row_on_the_left_and_a_column_on_the_right(bool isGraphics)
    {
        var (a, b, c) = (Random(1, 33), Random(2, 33), Random(3, 2, 5, 33));
        Near(Dot(a, 0, 1, b, 0, 1, 33), One(Device(isGraphics), "MatMul", 13, [a, b], (DType.Float32, [])).AsSpan<float>()[0], 4e-6);
        var y = One(Device(isGraphics), "MatMul", 13, [c, b], (DType.Float32, [2, 5])).AsSpan<float>();
        for (var i = 0; i < 10; i++)
            Near(Dot(c, i * 33, 1, b, 0, 1, 33), y[i], 4e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gemm_transposes_scales_and_adds(bool isGraphics)
    {
        var (a, b, c) = (Random(1, 31, 9), Random(2, 20, 31), Random(3, 9, 1));
        var y = One(Device(isGraphics), "Gemm", 13, [a, b, c], (DType.Float32, [9, 20]), null,
            NodeAttribute.Int("transA", 1), NodeAttribute.Int("transB", 1), NodeAttribute.Float("alpha", 2), NodeAttribute.Float("beta", -3)).AsSpan<float>();
        for (var i = 0; i < y.Length; i++)
            Near(2 * Dot(a, i / 20, 9, b, i % 20 * 31, 1, 31) - 3.0 * c.AsSpan<float>()[i / 20], y[i], 1e-5);
    }

    [Theory]
    [InlineData("f32")]
    [InlineData("f16")]
    public void A_constant_on_the_right_is_packed_once_and_gives_the_same_bits(string name)
    {
        var type = name == "f32" ? DType.Float32 : DType.Float16;
        var (a, b) = (Cast(Random(1, 7, 33), type), Cast(Random(2, 2, 33, 19), type));
        var live = One(Processor, "MatMul", 13, [a, b], (type, [2, 7, 19])).AsBytes().ToArray();
        Assert.Equal(live, One(Processor, "MatMul", 13, [a], (type, [2, 7, 19]), [b]).AsBytes().ToArray());
    }

    [Fact]
    public void Integer_products_wrap()
    {
        var (a, b) = (Tensor.Of<int>([int.MaxValue, 3], 1, 2), Tensor.Of<int>([2, 5], 2, 1));
        Assert.Equal(unchecked(int.MaxValue * 2 + 15), One(Processor, "MatMul", 13, [a, b], (DType.Int32, [1, 1])).AsSpan<int>()[0]);
    }

    [Fact]
    public void Sixteen_bit_products_are_summed_in_fp32()
    {
        Half[] ones = [.. Enumerable.Repeat((Half)1, 4096)];
        var (a, b) = (Tensor.Of(DType.Float16, ones.AsSpan(), 1, 4096), Tensor.Of(DType.Float16, ones.AsSpan(), 4096, 1));
        Assert.Equal((Half)4096, One(Processor, "MatMul", 13, [a, b], (DType.Float16, [1, 1])).AsSpan<Half>()[0]);
    }

    private static Tensor Cast(Tensor x, DType type) =>
        type == DType.Float32 ? x : Tensor.Of<Half>(type, [.. x.AsSpan<float>().ToArray().Select(value => (Half)value)], x.Dims.AsSpan());

    private static Traits Device(bool isGraphics) => isGraphics ? Graphics : Processor;

    private static double Dot(Tensor a, int atA, int stepA, Tensor b, int atB, int stepB, int count)
    {
        double sum = 0;
        for (var i = 0; i < count; i++)
            sum += (double)a.AsSpan<float>()[atA + i * stepA] * b.AsSpan<float>()[atB + i * stepB];
        return sum;
    }
}
