// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Sampling;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Resampling along the axes of a tensor. Scales, sizes and regions that are read at run time are taken with the output dims that the graph names.</summary>
internal abstract class SamplingOperator(string name, int since, int until) : Operator(name, since, until)
{
    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    /// <summary>Positions of the inputs; -1 = there is none.</summary>
    protected abstract (int Roi, int Scales, int Sizes) Inputs { get; }

    public override void Build(PlanBuilder builder, Node node)
    {
        var (input, output) = (node.Inputs[0], node.Outputs[0]);
        var places = new SamplingPlaces(builder, node, Rule(node.Attributes), Inputs);
        var type = builder.Type(input);
        if (Mode(node.Attributes) == Interpolation.Nearest)
            SamplingSteps.AddNearest(builder, input, output, places, Outside(node));
        else if (TypeSets.IsFloat(type))
            SamplingSteps.Add<float>(builder, places, builder.Float(input), builder.FloatResult(output), Outside(node));
        else if (type == DType.Float64)
            SamplingSteps.Add<double>(builder, places, builder.SlotOf(input), builder.SlotOf(output), Outside(node));
        else
            SamplingSteps.AddIntegers(builder, places, input, output, Outside(node));
    }

    protected static Interpolation Mode(AttributeList attributes) => attributes.String("mode", "nearest") switch
    {
        "linear" => Interpolation.Linear,
        "cubic" => Interpolation.Cubic,
        _ => Interpolation.Nearest,
    };

    protected abstract SamplingRule Rule(AttributeList attributes);

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (data, output, mode) = (graph.Values[node.Inputs[0]], graph.Values[node.Outputs[0]], node.Attributes.String("mode", "nearest"));
        if (mode is not ("nearest" or "linear" or "cubic"))
            return Support.No(Why.Attribute, $"{Name} takes no mode {mode}");
        if (mode != "nearest" && !TypeSets.Number.Contains(data.Type))
            return Support.No(Why.DType, $"{Name} of {data.Type} is taken as nearest only, not {mode}");
        if (data.Shape.Rank == 0 || output.Shape.Rank != data.Shape.Rank || output.Type != data.Type)
            return Support.No(Why.Shape, $"{Name} of {data} does not give {output}");
        if (Enumerable.Range(0, data.Shape.Rank).Any(axis => data.Shape[axis] == 0 && output.Shape[axis] != 0))
            return Support.No(Why.Shape, $"{Name} makes nothing of {data}");
        return SamplingPlaces.Check(graph, node, Inputs);
    }

    private static float Outside(Node node) => node.Attributes.Float("extrapolation_value", 0);
}
