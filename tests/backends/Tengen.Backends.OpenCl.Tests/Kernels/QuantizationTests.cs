// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Backends.OpenCl.Tests.Kernels.Runner;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

public sealed class QuantizationTests
{
    [Fact]
    public void Quantised_numbers_round_ties_to_even_and_saturate()
    {
        var (x, scale, zero) = (Tensor.Of<float>([1, 3, 5, -1, 1000, -1000], 6), Tensor.Scalar(2f), Tensor.Scalar((byte)10));
        Assert.Equal([10, 12, 12, 10, 255, 0], One(Processor, "QuantizeLinear", 25, [x, scale, zero], (DType.UInt8, [6])).AsBytes().ToArray());
    }

    [Fact]
    public void Blocks_along_an_axis_have_scales_of_their_own()
    {
        var (x, scale) = (Tensor.Of<sbyte>([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 2, 3, 2), Tensor.Of<float>([1, 10, 100, 1000, 2, 20, 200, 2000], 2, 2, 2));
        var y = One(Processor, "DequantizeLinear", 25, [x, scale], (DType.Float32, [2, 3, 2]), null, NodeAttribute.Int("axis", 1), NodeAttribute.Int("block_size", 2));
        Assert.Equal([1, 20, 3, 40, 500, 6000, 14, 160, 18, 200, 2200, 24000], y.AsSpan<float>().ToArray());
    }
}
