// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>MaxPool with its optional output Indices.</summary>
internal sealed unsafe class MaxPoolOperator() : Operator("MaxPool", 8, 22)
{
    protected override ImmutableArray<string> Attributes => [.. WindowReader.Attributes, "ceil_mode", "storage_order"];

    protected override ImmutableArray<DType> Types => [.. TypeSets.Float, DType.Float64, DType.Int8, DType.UInt8];

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Number(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node) => WindowReader.Check(node, graph.Values[node.Inputs[0]].Shape.Rank);

    private static void AddIndexed<T>(PlanBuilder builder, Node node, T least) where T : unmanaged, INumber<T>
    {
        var (from, to) = (builder.Operand(node.Inputs[0]), node.HasOutput(0) ? builder.Result(node.Outputs[0]) : -1);
        var (indices, dims) = (builder.SlotOf(node.Outputs[1]), builder.Dims(node.Inputs[0]));
        var axes = WindowReader.Read(node, dims.AsSpan(), builder.Dims(node.Outputs[1]).AsSpan(), node.Attributes.Ints("kernel_shape").AsSpan());
        var window = Window.Of(axes, builder.Constants);
        var byColumns = node.Attributes.Int("storage_order", 0) != 0;
        var lines = LineIndices(builder, axes, byColumns);
        var step = byColumns ? window.InputLines : 1L;
        var planes = (int)(dims[0] * dims[1]);
        builder.Add([from], [to, indices], 0, (in frame) =>
        {
            var body = new IndexedMaxPool<T>
            {
                Window = window,
                Image = frame.At<T>(from),
                Output = to < 0 ? null : frame.At<T>(to),
                Indices = frame.At<long>(indices),
                Least = least,
                LineIndices = lines,
                Step = step,
            };
            frame.Pool.Run(planes, ref body);
        });
    }

    /// <summary>Index of the first element of every input line in a plane stored by rows or, first axis fastest, by columns.</summary>
    private static long* LineIndices(PlanBuilder builder, WindowAxis[] axes, bool byColumns)
    {
        long[] lines = [0];
        var step = 1L;
        for (var axis = 0; axis < axes.Length - 1; axis++)
        {
            var each = byColumns ? step : axes.AsSpan()[(axis + 1)..].ToArray().Aggregate(1L, (product, inner) => product * inner.Input);
            lines = [.. lines.SelectMany(line => Enumerable.Range(0, axes[axis].Input).Select(i => line + i * each))];
            step *= axes[axis].Input;
        }
        var memory = (long*)builder.Constants.Allocate(lines.Length * sizeof(long));
        lines.CopyTo(new Span<long>(memory, lines.Length));
        return memory;
    }

    private readonly struct Case(PlanBuilder builder, Node node) : INumberCase
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var least = T.CreateSaturating(double.NegativeInfinity);
            if (node.HasOutput(1))
                AddIndexed(builder, node, least);
            else
                PoolSteps.Add<T, MaxPooling<T>>(builder, node, new MaxPooling<T>(least));
        }
    }
}
