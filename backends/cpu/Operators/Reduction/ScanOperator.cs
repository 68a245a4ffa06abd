// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Reduction;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>CumSum and CumProd. An axis that is no constant is read at run time; one out of range fails the execution.</summary>
internal sealed class ScanOperator<TFold>(string name, int since, int until, ImmutableArray<DType> types) : Operator(name, since, until)
    where TFold : struct, IFold
{
    protected override ImmutableArray<string> Attributes => ["exclusive", "reverse"];

    protected override ImmutableArray<DType> Types => types;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Number(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var axis = graph.Values[node.Inputs[1]];
        return IntegerOperand.IsType(axis.Type) && Shape.CountOf(axis.Shape.Dims.AsSpan()) == 1
            ? null
            : Support.No(Why.DType, $"the axis of {Name} is one i32 or i64, not {axis}");
    }

    private readonly unsafe struct Case(PlanBuilder builder, Node node) : INumberCase
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (dims, name) = (builder.Dims(node.Inputs[0]), node.Op);
            var axis = IntegerOperand.Of(builder, node, 1)!;
            var (isExclusive, isReverse) = (node.Attributes.Int("exclusive", 0) != 0, node.Attributes.Int("reverse", 0) != 0);
            var (from, to) = (builder.Operand(node.Inputs[0]), builder.Result(node.Outputs[0]));
            builder.Add([from, axis.Slot], [to], 0, (in frame) =>
            {
                long read = 0;
                axis.Read(in frame, new Span<long>(ref read));
                var body = new Scan<T, TFold>(Lines.Along(dims, InRange(read, dims.Length, name)), isExclusive, isReverse, frame.At<T>(from), frame.At<T>(to));
                frame.Pool.Run(body.Items, ref body);
            });
        }

        private static int InRange(long axis, int rank, string name) => axis >= -Math.Max(rank, 1) && axis < Math.Max(rank, 1)
            ? (int)(axis < 0 ? axis + Math.Max(rank, 1) : axis)
            : throw new PluginException(Status.ExecutionFailed, $"op:{name}.axis", $"axis {axis} is outside [{-rank}, {rank - 1}]");
    }
}
