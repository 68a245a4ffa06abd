// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// The indices of elements that differ from zero, in row-major order, one line an axis. Where the graph says their number, another one fails
/// the execution.
/// </summary>
internal sealed unsafe class NonZeroOperator() : Operator("NonZero", 9, 13)
{
    public override bool FindsExtents => true;

    protected override ImmutableArray<DType> Types => TypeSets.Any;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (dims, type, size) = (builder.Dims(node.Inputs[0]), builder.Type(node.Inputs[0]), builder.WholeSize(node.Inputs[0]));
        var (count, found) = (builder.Count(node.Inputs[0]), builder.Dims(node.Outputs[0])[1]);
        nint[] extents = [.. dims.Select(dim => (nint)dim)];
        var (from, to) = (builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Outputs[0]));
        var (chunks, open) = (NonZeroCount<byte>.ChunksOf(count), builder.OpenArgument(node.Outputs[0]));
        builder.Add([from], [to], Math.Max(1, chunks) * sizeof(long), (in frame) =>
            Sized.Run(size, new Work(frame.Pool, frame.At<byte>(from), count, type.IsFloat, extents, (long*)frame.Scratch, frame.At<long>(to), found, open, in frame)));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (input, output) = (graph.Values[node.Inputs[0]], graph.Values[node.Outputs[0]]);
        return output.Shape.Rank != 2 || output.Shape[0] != input.Shape.Rank ? Support.No(Why.Shape, $"NonZero of {input} does not give {output}") : null;
    }

    private readonly struct Work(ForkJoinPool pool, void* from, long count, bool isFloat, nint[] dims, long* starts, long* to, long found, int open, in Frame frame) : ISizedWork
    {
        private readonly Frame _frame = frame;

        public void Run<T>() where T : unmanaged
        {
            var counting = new NonZeroCount<T>((T*)from, count, isFloat, starts);
            pool.Run(counting.Items, ref counting);
            long total = 0;
            for (var chunk = 0; chunk < counting.Items; chunk++)
                (starts[chunk], total) = (total, total + starts[chunk]);
            if (open < 0 ? total != found : total > found)
                throw new PluginException(Status.ExecutionFailed, "op:NonZero.count", $"NonZero finds {total} elements; the graph says {found}");
            var placing = new NonZeroPlaces<T>((T*)from, count, isFloat, dims, starts, to, (nint)total);
            pool.Run(placing.Items, ref placing);
            _frame.Found(open, dims.Length, total);
        }
    }
}
