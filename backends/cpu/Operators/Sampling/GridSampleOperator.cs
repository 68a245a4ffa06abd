// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Sampling;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A tensor sampled at the positions of a grid, along any number of axes. Positions and weights are found in fp64.</summary>
internal sealed unsafe class GridSampleOperator() : Operator("GridSample", 16, 22)
{
    /// <summary>From this version on modes are named without the number of axes.</summary>
    private const int AnyRank = 20;

    /// <summary>Elements that one point may read of a channel.</summary>
    private const int MostTaps = 4096;

    protected override ImmutableArray<string> Attributes => ["align_corners", "mode", "padding_mode"];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (x, grid) = (graph.Values[node.Inputs[0]], graph.Values[node.Inputs[1]]);
        if (!TypeSets.Real.Contains(grid.Type))
            return Support.No(Why.DType, $"GridSample takes no positions in {grid}");
        if (ModeOf(node) is null)
            return Support.No(Why.Attribute, $"GridSample-{node.Version} has no {node.Attributes["mode"]}");
        if (PaddingOf(node) is null)
            return Support.No(Why.Attribute, $"GridSample has no {node.Attributes["padding_mode"]}");
        var axes = x.Shape.Rank - 2;
        if (axes < 1 || grid.Shape.Rank != axes + 2 || grid.Shape[0] != x.Shape[0] || grid.Shape.Dims[^1] != axes)
            return Support.No(Why.Shape, $"GridSample has no positions for {x} in {grid}");
        if (Math.Pow(Rule(node).Taps, axes) > MostTaps)
            return Support.No(Why.Size, $"GridSample along {axes} axes reads more than {MostTaps} elements a point");
        return x.Shape.Dims[2..].Contains(0) && !grid.Shape.Dims.Contains(0)
            ? Support.No(Why.Shape, $"GridSample makes nothing of {x}")
            : IndexRules.Expect(graph.Values[node.Outputs[0]], [.. x.Shape.Dims[..2], .. grid.Shape.Dims[1..^1]]);
    }

    private static GridRule Rule(Node node) => new(ModeOf(node)!.Value, PaddingOf(node)!.Value, node.Attributes.Int("align_corners", 0) != 0);

    private static Interpolation? ModeOf(Node node)
    {
        var isNamedPlain = node.Version >= AnyRank;
        return node.Attributes.String("mode", isNamedPlain ? "linear" : "bilinear") switch
        {
            "nearest" => Interpolation.Nearest,
            "linear" when isNamedPlain => Interpolation.Linear,
            "bilinear" when !isNamedPlain => Interpolation.Linear,
            "cubic" when isNamedPlain => Interpolation.Cubic,
            "bicubic" when !isNamedPlain => Interpolation.Cubic,
            _ => null,
        };
    }

    private static PaddingMode? PaddingOf(Node node) => node.Attributes.String("padding_mode", "zeros") switch
    {
        "zeros" => PaddingMode.Zeros,
        "border" => PaddingMode.Border,
        "reflection" => PaddingMode.Reflection,
        _ => null,
    };

    private readonly struct Case(PlanBuilder builder, Node node) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var (x, points) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Inputs[1]));
            var shape = new GridShape((int)x[0], (int)x[1], [.. x[2..].Select(extent => (int)extent)], Product(points, 1, points.Length - 1));
            var rule = Rule(node);
            var (from, grid, to) = (builder.Operand(node.Inputs[0]), CastSteps.As(builder, node.Inputs[1], DType.Float64), builder.Result(node.Outputs[0]));
            builder.Add([from, grid], [to], builder.Pool.Width * GridSampling<T>.WorkerBytes(shape, rule), (in frame) =>
            {
                var body = new GridSampling<T>
                {
                    Shape = shape,
                    Rule = rule,
                    Grid = frame.At<double>(grid),
                    Input = frame.At<T>(from),
                    Output = frame.At<T>(to),
                    Scratch = frame.Scratch,
                };
                frame.Pool.Run(body.Items, ref body);
            });
        }
    }
}
