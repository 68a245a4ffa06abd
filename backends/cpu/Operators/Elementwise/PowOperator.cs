// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>x^y in the type of x. Whole exponents are taken as such, whatever their width.</summary>
internal sealed class PowOperator() : Operator("Pow", 7, 15)
{
    protected override ImmutableArray<DType> Types => [.. TypeSets.Real, DType.Int32, DType.Int64];

    public override void Build(PlanBuilder builder, Node node)
    {
        var (type, exponent) = (builder.Type(node.Inputs[0]), builder.Type(node.Inputs[1]));
        var (broadcast, x, z) = (Binary.BroadcastOf(builder, node), builder.Operand(node.Inputs[0]), builder.Result(node.Outputs[0]));
        if (exponent.IsInteger)
            AddWhole(builder, type, broadcast, x, Whole(builder, node.Inputs[1]), z);
        else if (TypeSets.IsFloat(type) && TypeSets.IsFloat(exponent))
            Binary.AddPair<float, float, float, RealPow>(builder, broadcast, x, builder.Operand(node.Inputs[1]), z);
        else
            AddReal(builder, type, broadcast, x, CastSteps.As(builder, node.Inputs[1], DType.Float64), z);
    }

    protected override Support? CheckMore(Graph graph, Node node) => TypeSets.Number.Contains(graph.Values[node.Inputs[1]].Type)
        ? null
        : Support.No(Why.DType, $"Pow takes no exponent {graph.Values[node.Inputs[1]]}");

    private static void AddWhole(PlanBuilder builder, DType type, Broadcast broadcast, int x, int y, int z)
    {
        if (type == DType.Int32)
            Binary.AddPair<int, Int128, int, WholePow>(builder, broadcast, x, y, z);
        else if (type == DType.Int64)
            Binary.AddPair<long, Int128, long, WholePow>(builder, broadcast, x, y, z);
        else if (type == DType.Float64)
            Binary.AddPair<double, Int128, double, RealToWholePow>(builder, broadcast, x, y, z);
        else
            Binary.AddPair<float, Int128, float, RealToWholePow>(builder, broadcast, x, y, z);
    }

    private static void AddReal(PlanBuilder builder, DType type, Broadcast broadcast, int x, int y, int z)
    {
        if (type == DType.Int32)
            Binary.AddPair<int, double, int, WholePow>(builder, broadcast, x, y, z);
        else if (type == DType.Int64)
            Binary.AddPair<long, double, long, WholePow>(builder, broadcast, x, y, z);
        else if (type == DType.Float64)
            Binary.AddPair<double, double, double, RealPow>(builder, broadcast, x, y, z);
        else
            Binary.AddPair<float, double, float, RealPow>(builder, broadcast, x, y, z);
    }

    private static unsafe int Whole(PlanBuilder builder, int value)
    {
        var wide = builder.Temporary(builder.Count(value) * sizeof(Int128));
        ElementTypes.Number(builder.Type(value), new Widening(builder, builder.SlotOf(value), wide, builder.Count(value)));
        return wide;
    }

    private readonly struct Widening(PlanBuilder builder, int from, int to, long count) : INumberCase
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
            Unary.AddScalar<T, Int128, ToInt128Function<T>>(builder, from, to, count);
    }
}
