// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Matrices with zeros below or above a diagonal.</summary>
internal sealed unsafe class TriluOperator() : Operator("Trilu", 14, 14)
{
    protected override ImmutableArray<string> Attributes => ["upper"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        var shape = new TriangleShape(Product(dims, 0, dims.Length - 1), (int)dims[^2], (int)dims[^1], node.Attributes.Int("upper", 1) != 0);
        var diagonal = IntegerOperand.Of(builder, node, 1);
        var (from, to, size) = (builder.Whole(node.Inputs[0]), builder.WholeResult(node.Outputs[0]), builder.WholeSize(node.Inputs[0]));
        builder.Add([from, diagonal?.Slot ?? -1], [to], 0, (in frame) =>
        {
            Span<long> k = [0];
            diagonal?.Read(in frame, k);
            Sized.Run(size, new Work(frame.Pool, frame.At<byte>(from), frame.At<byte>(to), shape, k[0]));
        });
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        if (node.HasInput(1) && graph.Values[node.Inputs[1]] is var k && (k.Type != DType.Int64 || Shape.CountOf(k.Shape.Dims.AsSpan()) != 1))
            return Support.No(Why.DType, $"k of Trilu is one i64, not {k}");
        var dims = graph.Values[node.Inputs[0]].Shape.Dims;
        return dims.Length < 2 ? Support.No(Why.Shape, "Trilu takes matrices") : IndexRules.Expect(graph.Values[node.Outputs[0]], dims);
    }

    private readonly struct Work(ForkJoinPool pool, void* from, void* to, TriangleShape shape, long diagonal) : ISizedWork
    {
        public void Run<T>() where T : unmanaged
        {
            var body = new Triangle<T>((T*)from, (T*)to, shape, diagonal);
            pool.Run(body.Items, ref body);
        }
    }
}
