// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Operators;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using static Tengen.Backends.OpenCl.Tests.Plans.Graphs;

namespace Tengen.Backends.OpenCl.Tests.Plans;

public sealed class PlanTests
{
    [Fact]
    public void Views_inside_a_graph_launch_nothing() =>
        Assert.Equal(["exponential_each", "relu_each"], KernelsOf(Chain([3, 5], ("Exp", 13), ("Identity", 25), ("Relu", 14)), Processor));

    [Fact]
    public void A_view_that_is_an_output_is_a_copy() => Assert.Equal(["exponential_each", "copy"], KernelsOf(Chain([3, 5], ("Exp", 13), ("Identity", 25)), Processor));

    [Fact]
    public void An_empty_tensor_launches_nothing() => Assert.Empty(KernelsOf(Chain([3, 0], ("Exp", 13)), Processor));

    [Fact]
    public void Temporaries_that_never_meet_share_memory()
    {
        var plan = PlanBuilder.Plan(Chain([32], ("Exp", 13), ("Relu", 14), ("Exp", 13), ("Relu", 14), ("Exp", 13)), Processor);
        Assert.Equal(5, plan.Launches.Length);
        Assert.Equal(256, plan.ArenaBytes);
    }

    [Fact]
    public void No_launch_writes_memory_that_it_reads()
    {
        foreach (var launch in PlanBuilder.Plan(Chain([33], ("Exp", 13), ("Relu", 14), ("Exp", 13), ("Relu", 14)), Processor).Launches)
        {
            var (read, written) = (launch.Buffers[0], launch.Buffers[1]);
            Assert.True(read.Kind != written.Kind || read.Index != written.Index || read.Offset + read.Bytes <= written.Offset || written.Offset + written.Bytes <= read.Offset);
        }
    }

    [Fact]
    public void Arena_offsets_are_aligned_for_the_device() =>
        Assert.All(PlanBuilder.Plan(Chain([33], ("Exp", 13), ("Relu", 14), ("Exp", 13)), Processor with { BufferAlignment = 512 }).Launches
            .SelectMany(launch => launch.Buffers), buffer => Assert.Equal(0, buffer.Offset % 512));

    [Fact]
    public void A_constant_is_uploaded_once_however_often_it_is_read()
    {
        var builder = new GraphBuilder("shared");
        var x = builder.Input("x", DType.Float32, new Shape(4));
        var c = builder.Constant("c", Tensor.Of<float>([1, 2, 3, 4], 4));
        var (sum, product) = (builder.Value("sum", DType.Float32, new Shape(4)), builder.Value("product", DType.Float32, new Shape(4)));
        builder.Node("Add", 14, [x, c], [sum]);
        builder.Node("Mul", 14, [sum, c], [product]);
        builder.Output(product);
        Assert.Single(PlanBuilder.Plan(builder.Build(), Processor).Constants);
    }

    [Fact]
    public void Processors_get_products_without_barriers_and_graphics_processors_tiles()
    {
        var graph = One("MatMul", 13, [F32(8, 9), F32(9, 10)], F32(8, 10));
        Assert.Equal(["pack", "product"], KernelsOf(graph, Processor));
        Assert.All(PlanBuilder.Plan(graph, Processor).Launches, launch => Assert.DoesNotContain("barrier(", TextOf(launch), StringComparison.Ordinal));
        Assert.Contains("barrier(", TextOf(Assert.Single(PlanBuilder.Plan(graph, Graphics).Launches)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_right_matrix_is_not_packed_in_each_run()
    {
        var builder = new GraphBuilder("weights");
        var x = builder.Input("x", DType.Float32, new Shape(3, 4));
        var y = builder.Value("y", DType.Float32, new Shape(3, 5));
        builder.Node("MatMul", 13, [x, builder.Constant("w", new Tensor(DType.Float32, 4, 5))], [y]);
        builder.Output(y);
        Assert.Equal(["product"], KernelsOf(builder.Build(), Processor));
    }

    [Fact]
    public void Equal_nodes_share_one_program_text()
    {
        var plan = PlanBuilder.Plan(Chain([33], ("Exp", 13), ("Relu", 14), ("Sigmoid", 13)), Processor);
        Assert.Single(plan.Launches.Select(launch => launch.Code).Distinct());
    }

    [Fact]
    public void Every_local_size_divides_its_global_size()
    {
        foreach (var device in new[] { Processor, Graphics })
            foreach (var graph in new[]
            {
                One("Add", 14, [F32(4, 1, 7), F32(3, 1)], F32(4, 3, 7)), One("Transpose", 25, [F32(33, 17)], F32(17, 33)),
                One("MatMul", 13, [F32(2, 65, 9), F32(9, 129)], F32(2, 65, 129)), One("Softmax", 13, [F32(7, 300)], F32(7, 300)),
                One("ReduceMean", 18, [F32(7, 300)], F32(1, 1)),
            })
                foreach (var launch in PlanBuilder.Plan(graph, device).Launches)
                    Assert.All(launch.Grid.Global.Zip(launch.Grid.Local), sizes => Assert.Equal(0UL, sizes.First % sizes.Second));
    }

    [Fact]
    public void Lives_that_meet_never_share_bytes()
    {
        var random = new Random(7);
        Arena.Life[] lives = [.. Enumerable.Range(0, 60).Select(_ => (First: random.Next(30), Length: random.Next(8)))
            .Select(span => new Arena.Life(random.Next(1000), span.First, span.First + span.Length))];
        var (offsets, bytes) = Arena.Pack(lives, 64);
        for (var i = 0; i < lives.Length; i++)
        {
            Assert.InRange(offsets[i] + lives[i].Bytes, 0, bytes);
            for (var j = 0; j < i; j++)
                Assert.True(!lives[i].Meets(lives[j]) || offsets[i] + lives[i].Bytes <= offsets[j] || offsets[j] + lives[j].Bytes <= offsets[i]);
        }
        Assert.True(bytes < lives.Sum(life => life.Bytes));
    }

    private static string TextOf(Launch launch) => Assert.IsType<ProgramText>(launch.Code).Source;
}
