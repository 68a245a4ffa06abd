// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Kernels.Normalization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// LayerNormalization with its optional outputs, and RMSNormalization: statistics over the axes from <c>axis</c> on, in fp64 when an input
/// is, otherwise in fp32, whatever stash_type allows. Scale and bias of the normalised dims are applied in the same pass, others broadcast.
/// </summary>
internal sealed class AxesNormalizationOperator(string name, int since, bool isCentered) : Operator(name, since, since)
{
    protected override ImmutableArray<string> Attributes => ["axis", "epsilon", "stash_type"];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node)
    {
        var values = new RealValues(builder, node);
        ElementTypes.Real(values.Type, new Case(builder, node, values, isCentered));
        values.Finish();
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var dims = graph.Values[node.Inputs[0]].Shape.Dims;
        var axis = Axis(node, -1, dims.Length);
        if (axis < 0 || axis >= dims.Length)
            return Support.No(Why.Attribute, $"{Name} of rank {dims.Length} has no axis {axis}");
        foreach (var input in node.Inputs.Skip(1).Where(input => input != Node.Absent))
        {
            if (!TypeSets.Real.Contains(graph.Values[input].Type))
                return Support.No(Why.DType, $"{Name} takes no {graph.Values[input]}");
            if (!IsBroadcastable(graph.Values[input].Shape.Dims, dims))
                return Support.No(Why.Shape, $"{graph.Values[input]} does not broadcast to {graph.Values[node.Inputs[0]]}");
        }
        return null;
    }

    private static bool IsBroadcastable(ImmutableArray<long> from, ImmutableArray<long> to)
    {
        if (from.Length > to.Length)
            return false;
        for (var back = 1; back <= from.Length; back++)
            if (from[^back] != 1 && from[^back] != to[^back])
                return false;
        return true;
    }

    private readonly unsafe struct Case(PlanBuilder builder, Node node, RealValues values, bool isCentered) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var dims = builder.Dims(node.Inputs[0]);
            var axis = Axis(node, -1, dims.Length);
            var (rows, count, centered) = (Product(dims, 0, axis), Product(dims, axis, dims.Length), isCentered);
            var epsilon = T.CreateTruncating(node.Attributes.Float("epsilon", 1e-5f));
            var (from, to, mean, inverse) = (values.Input(0), values.Output(0), values.Output(1), values.Output(2));
            var scale = values.Input(1);
            var bias = values.Input(2);
            var isOfRow = Fits(1, dims, axis) && Fits(2, dims, axis);
            var (rowScale, rowBias) = isOfRow ? (scale, bias) : (-1, -1);
            builder.Add([from, rowScale, rowBias], [to, mean, inverse], 0, (in frame) =>
            {
                var body = new Standardization<T>
                {
                    Input = frame.At<T>(from),
                    Output = frame.At<T>(to),
                    Scale = rowScale < 0 ? null : frame.At<T>(rowScale),
                    Bias = rowBias < 0 ? null : frame.At<T>(rowBias),
                    Mean = mean < 0 ? null : frame.At<T>(mean),
                    InverseDeviation = inverse < 0 ? null : frame.At<T>(inverse),
                    Count = count,
                    Epsilon = epsilon,
                    IsCentered = centered,
                };
                frame.Pool.Run(count == 0 ? 0 : rows, ref body);
            });
            if (isOfRow)
                return;
            Binary.Add<T, MulFunction>(builder, Over(1, dims), to, scale, to);
            if (bias >= 0)
                Binary.Add<T, AddFunction>(builder, Over(2, dims), to, bias, to);
        }

        private bool Fits(int input, ImmutableArray<long> dims, int axis) =>
            !node.HasInput(input) || builder.Dims(node.Inputs[input]).SequenceEqual(dims[axis..]);

        private Broadcast Over(int input, ImmutableArray<long> dims) => new(dims.AsSpan(), builder.Dims(node.Inputs[input]).AsSpan(), dims.AsSpan());
    }
}
