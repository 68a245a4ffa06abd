// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>One value where an index points along a new axis, another elsewhere; an index out of range points nowhere.</summary>
internal sealed unsafe class OneHotOperator() : Operator("OneHot", 9, 11)
{
    protected override ImmutableArray<string> Attributes => ["axis"];

    protected override ImmutableArray<DType> Types => TypeSets.Number;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Outputs[0]);
        var axis = Axis(node, -1, dims.Length);
        var (depth, inner, count) = ((nint)dims[axis], Product(dims, axis + 1, dims.Length), builder.Count(node.Inputs[0]));
        var (type, rows) = (builder.Type(node.Inputs[0]), checked((int)(Shape.CountOf(dims.AsSpan()[..axis]) * depth)));
        var asFloat = TypeSets.IsFloat(type);
        var from = asFloat ? builder.Float(node.Inputs[0]) : builder.SlotOf(node.Inputs[0]);
        var (values, to, size) = (builder.Whole(node.Inputs[2]), builder.WholeResult(node.Outputs[0]), builder.WholeSize(node.Outputs[0]));
        var places = builder.Temporary(count * sizeof(long));
        builder.Add([from], [places], 0, (in frame) => ElementTypes.Number(type, new Places(frame.At<byte>(from), frame.At<long>(places), count, depth)));
        builder.Add([places, values], [to], 0, (in frame) =>
            Sized.Run(size, new Work(frame.Pool, frame.At<long>(places), frame.At<byte>(values), frame.At<byte>(to), rows, depth, inner)));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (indices, values, output) = (graph.Values[node.Inputs[0]], graph.Values[node.Inputs[2]], graph.Values[node.Outputs[0]]);
        var axis = Axis(node, -1, indices.Shape.Rank + 1);
        if (axis < 0 || axis > indices.Shape.Rank || output.Shape.Rank != indices.Shape.Rank + 1)
            return Support.No(Why.Attribute, $"OneHot of {indices} has no axis {axis}");
        if (!TypeSets.Moved.Contains(values.Type) || values.Type != output.Type || Shape.CountOf(values.Shape.Dims.AsSpan()) != 2)
            return Support.No(Why.DType, $"the values of OneHot are two elements of the output's type, not {values}");
        return IndexRules.Expect(output, indices.Shape.Dims.Insert(axis, output.Shape[axis]));
    }

    /// <summary>Indices as i64 in [0, depth - 1]; -1 = nowhere.</summary>
    private readonly struct Places(void* from, long* to, long count, nint depth) : INumberCase
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            for (nint i = 0; i < (nint)count; i++)
            {
                var index = long.CreateSaturating(((T*)from)[i]);
                to[i] = index < -depth || index >= depth ? -1 : index < 0 ? index + depth : index;
            }
        }
    }

    private readonly struct Work(ForkJoinPool pool, long* places, void* values, void* to, int rows, nint depth, int inner) : ISizedWork
    {
        public void Run<T>() where T : unmanaged
        {
            var body = new OneHot<T>(places, (T*)values, (T*)to, rows, depth, inner);
            pool.Run(body.Items, ref body);
        }
    }
}
