// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Operators;

namespace Tengen.Backends.OpenCl.Tests.Plans;

public sealed class BoxTests
{
    [Fact]
    public void Dense_axes_become_one()
    {
        var box = new Box([2, 3, 5], Box.Dense([2, 3, 5]));
        Assert.Equal((1, 30u, 1u), (box.Rank, box.Dim(0), box.Step(0, 0)));
    }

    [Fact]
    public void A_broadcast_axis_stays_apart()
    {
        long[] dims = [2, 3, 5];
        var box = new Box(dims, Box.Dense(dims), Box.Broadcast([3, 5], 3));
        Assert.Equal((2, 15u, 2u), (box.Rank, box.Dim(0), box.Dim(1)));
        Assert.Equal((1u, 0u), (box.Step(1, 0), box.Step(1, 1)));
    }

    [Fact]
    public void Axes_of_extent_1_vanish()
    {
        var box = new Box([1, 7, 1, 3, 1], Box.Dense([1, 7, 1, 3, 1]));
        Assert.Equal((1, 21u), (box.Rank, box.Dim(0)));
    }

    [Fact]
    public void A_transposed_axis_keeps_its_step()
    {
        var box = new Box([5, 3], Box.Dense([5, 3]), [1, 5]);
        Assert.Equal((2, 5u, 1u), (box.Rank, box.Step(1, 0), box.Step(1, 1)));
    }

    [Fact]
    public void A_scalar_is_one_element()
    {
        var box = new Box([], [], []);
        Assert.Equal((0, 1u, 1u), (box.Rank, box.Dim(0), box.CountFrom(0)));
    }

    [Fact]
    public void Sixteen_alternating_axes_fit()
    {
        long[] dims = [.. Enumerable.Repeat(2L, 16)];
        long[] other = [.. Enumerable.Range(0, 16).Select(i => i % 2 == 0 ? 2L : 1)];
        var box = new Box(dims, Box.Dense(dims), Box.Broadcast(other, 16));
        Assert.Equal((16, 1u << 15), (box.Rank, box.CountFrom(1)));
    }
}
