// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A function of each element.</summary>
internal sealed unsafe class UnaryOperator<TFunction>(string name) : Operator(name, name == "Erf" ? 9 : 6, 13) where TFunction : struct, IVectorFunction
{
    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node) => Unary.Add<TFunction>(builder, node);
}

internal static unsafe class Unary
{
    public static void Add<TFunction>(PlanBuilder builder, Node node) where TFunction : IVectorFunction
    {
        var count = builder.Count(node.Outputs[0]);
        var (from, to) = (builder.Float(node.Inputs[0]), builder.FloatResult(node.Outputs[0]));
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = new VectorMap<TFunction>(frame.Floats(from), frame.Floats(to), count);
            frame.Pool.Run(body.Items, ref body);
        });
    }
}

/// <summary>Gelu, exact or by tanh.</summary>
internal sealed class GeluOperator() : Operator("Gelu", 20, 20)
{
    protected override ImmutableArray<string> Attributes => ["approximate"];

    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node)
    {
        if (node.Attributes.String("approximate", "none") == "tanh")
            Unary.Add<GeluTanhFunction>(builder, node);
        else
            Unary.Add<GeluFunction>(builder, node);
    }

    protected override Support? CheckMore(Graph graph, Node node) => node.Attributes.String("approximate", "none") is "none" or "tanh"
        ? null
        : Support.No(Why.Attribute, $"Gelu takes approximate none or tanh, not {node.Attributes["approximate"]}");
}

/// <summary>max(x, 0); NaN stays NaN.</summary>
internal sealed unsafe class ReluOperator() : Operator("Relu", 6, 14)
{
    protected override ImmutableArray<DType> Types =>
        [.. TypeSets.Float, DType.Float64, DType.Int8, DType.Int16, DType.Int32, DType.Int64];

    public override void Build(PlanBuilder builder, Node node)
    {
        var type = builder.Type(node.Inputs[0]);
        if (TypeSets.IsFloat(type))
            Unary.Add<ReluFunction>(builder, node);
        else if (type == DType.Float64)
            Add<double>(builder, node);
        else if (type == DType.Int8)
            Add<sbyte>(builder, node);
        else if (type == DType.Int16)
            Add<short>(builder, node);
        else if (type == DType.Int32)
            Add<int>(builder, node);
        else
            Add<long>(builder, node);
    }

    private static void Add<T>(PlanBuilder builder, Node node) where T : unmanaged, INumber<T>
    {
        var (from, to, count) = (builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Outputs[0]), builder.Count(node.Outputs[0]));
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = new ScalarMap<T, ReluFunction<T>>(frame.At<T>(from), frame.At<T>(to), count);
            frame.Pool.Run(body.Items, ref body);
        });
    }
}
