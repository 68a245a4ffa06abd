// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Sets;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Tests.Speed;

public sealed class BenchSetTests
{
    [Fact]
    public void Every_shape_and_its_neighbour_are_different_cases_of_one_operator()
    {
        Assert.Equal(BenchSet.All.Length, BenchSet.All.Select(item => item.Case).Distinct().Count());
        Assert.All(BenchSet.All, item =>
        {
            var (shape, near) = (Case.Parse(item.Case), Case.Parse(item.Near!));
            Assert.NotEqual(shape, near);
            Assert.Equal((shape.Op, shape.Type, shape.Data), (near.Op, near.Type, near.Data));
        });
    }

    [Fact]
    public void Weights_become_constants_of_the_graph()
    {
        var instance = Case.Parse("MatMul/f32/a=4x5,b=5x6/uniform").Materialise();
        var graph = ConstantInputs.Freeze(instance, [1]);
        Assert.Equal(["A"], graph.Inputs.Select(input => graph.Values[input].Name));
        Assert.Same(instance.Inputs[1], graph.Values[graph.Nodes[0].Inputs[1]].Constant);
    }

    [Fact]
    public void The_oracles_kernel_counts_the_work()
    {
        Assert.Equal(new Work("f32", 2 * 4 * 5 * 6, 4 * (4 * 5 + 5 * 6 + 4 * 6)), Work.Of("MatMul/f32/a=4x5,b=5x6/uniform"));
        Assert.Equal(new Work("u8", 2 * 4 * 5 * 6, 4 * 5 + 5 * 6 + 4 * 4 * 6), Work.Of("MatMulInteger/u8/a=4x5,b=5x6,right=i8/exact-int", "MatMul/f32/a=4x5,b=5x6/uniform"));
    }

    [Fact]
    public void Fresh_data_are_the_same_elements_elsewhere()
    {
        var tensor = Tengen.Graph.Tensor.Of<float>([1, 2, 3, 4, 5], 5);
        var rotated = Rotation.Of(tensor, 1).AsSpan<float>().ToArray();
        Assert.NotEqual([1, 2, 3, 4, 5], rotated);
        Assert.Equal([1, 2, 3, 4, 5], rotated.Order());
        Assert.NotEqual(rotated, Rotation.Of(tensor, 2).AsSpan<float>().ToArray());
    }
}
