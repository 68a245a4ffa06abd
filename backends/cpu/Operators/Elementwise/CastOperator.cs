// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Conversion;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Cast and CastLike among all numeric types; the output's type is the target, whose elements in CastLike's second input are not read.</summary>
internal sealed class CastOperator(string name, int since, params string[] attributes) : Operator(name, since, 25)
{
    protected override ImmutableArray<string> Attributes => [.. attributes];

    protected override ImmutableArray<DType> Types => TypeSets.Castable;

    public override void Build(PlanBuilder builder, Node node)
    {
        if (builder.Type(node.Inputs[0]) == builder.Type(node.Outputs[0]))
            CopyOperator.AddView(builder, node.Inputs[0], node.Outputs[0]);
        else
            CastSteps.Add(builder, node.Inputs[0], builder.Type(node.Outputs[0]), builder.SlotOf(node.Outputs[0]), Rule(node.Attributes));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        if (!Types.Contains(graph.Values[node.Outputs[0]].Type))
            return Support.No(Why.DType, $"{Name} to {graph.Values[node.Outputs[0]].Type} is not taken");
        return node.Attributes.String("round_mode", "up") is "up" or "down" or "nearest"
            ? null
            : Support.No(Why.Attribute, $"{Name} takes no {node.Attributes["round_mode"]}");
    }

    private static ConversionRule Rule(AttributeList attributes) => new(attributes.Int("saturate", 1) != 0, attributes.String("round_mode", "up") switch
    {
        "down" => ScaleRounding.Down,
        "nearest" => ScaleRounding.Nearest,
        _ => ScaleRounding.Up,
    });
}

internal static unsafe class CastSteps
{
    /// <summary>Adds the step that converts a value into a slot.</summary>
    public static void Add(PlanBuilder builder, int value, DType type, int to, ConversionRule rule) =>
        Add(builder, builder.SlotOf(value), builder.Type(value), to, type, builder.Count(value), rule);

    /// <summary>Adds the step that converts elements of one slot into another.</summary>
    public static void Add(PlanBuilder builder, int from, DType fromType, int to, DType toType, long count, ConversionRule rule)
    {
        var conversion = new Conversion(fromType, toType, rule);
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = conversion.Over(frame.At<byte>(from), frame.At<byte>(to), count);
            frame.Pool.Run(body.Items, ref body);
        });
    }

    /// <summary>A slot that holds a value in another type, to which every number of its type is exact.</summary>
    public static int As(PlanBuilder builder, int value, DType type)
    {
        if (builder.Type(value) == type)
            return builder.SlotOf(value);
        var to = builder.Temporary(type.BytesFor(builder.Count(value)));
        Add(builder, value, type, to, ConversionRule.Default);
        return to;
    }
}
