// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Backends.OpenCl.Tests.Kernels.Runner;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

public sealed class MovementTests
{
    [Fact]
    public void Transpose_moves_elements_to_their_permuted_place()
    {
        var x = Random(1, 3, 5, 130);
        var y = One(Processor, "Transpose", 25, [x], (DType.Float32, [130, 3, 5]), null, NodeAttribute.Ints("perm", [2, 0, 1])).AsSpan<float>();
        for (var i = 0; i < y.Length; i++)
            Assert.Equal(x.AsSpan<float>()[i % 15 * 130 + i / 15], y[i]);
    }

    [Fact]
    public void Concat_joins_along_an_inner_axis()
    {
        var (a, b) = (Tensor.Of<byte>([1, 2, 3, 4], 2, 1, 2), Tensor.Of<byte>([5, 6, 7, 8, 9, 10, 11, 12], 2, 2, 2));
        Assert.Equal([1, 2, 5, 6, 7, 8, 3, 4, 9, 10, 11, 12], One(Processor, "Concat", 13, [a, b], (DType.UInt8, [2, 3, 2]), null, NodeAttribute.Int("axis", 1)).AsBytes().ToArray());
    }

    [Fact]
    public void Gather_counts_negative_indices_from_the_back_and_stays_inside()
    {
        var (x, i) = (Tensor.Of<long>([1, 2, 3, 4, 5, 6], 2, 3), Tensor.Of<long>([-1, 0, 99, -99], 4));
        Assert.Equal([3, 1, 3, 1, 6, 4, 6, 4], One(Processor, "Gather", 13, [x, i], (DType.Int64, [2, 4]), null, NodeAttribute.Int("axis", 1)).AsSpan<long>().ToArray());
    }

    [Fact]
    public void A_shape_is_filled_with_its_value() =>
        Assert.Equal([7, 7, 7], One(Processor, "ConstantOfShape", 25, [Tensor.Of<long>([3], 1)], (DType.Int16, [3]), null,
            NodeAttribute.Tensor("value", Tensor.Of<short>([7], 1))).AsSpan<short>().ToArray());
}
