// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>A tensor sampled at places that another tensor lists. Source: ONNX GridSample-22; Jaderberg et al., arXiv 1506.02025.</summary>
internal sealed class GridSample : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "GridSample",
        Versions = [16, 20, 22],
        Inputs = [new("X", Types.Floats, "T1"), new("grid", Types.Floats, "T2")],
        Outputs = [new("Y", Types.Floats, "T1")],
        Attributes =
        [
            new("align_corners", AttributeType.Int, 0), new("mode", AttributeType.String, "linear", Allowed: ["linear", "nearest", "cubic"]),
            new("padding_mode", AttributeType.String, "zeros", Allowed: ["zeros", "border", "reflection"]),
        ],
        Upgrade = Upgrade,
        Infer = Infer,
        Summary = "Y[n, c, p] is X[n, c] at the place grid[n, p], coordinates in [-1, 1] from the innermost axis outwards, by the nearest element (ties to even), or weighing 2 or 4 per axis; " +
            "beyond the ends zero, the border, or the reflection. ONNX GridSample-22, floating-point types.",
    };

    /// <summary>Version 16 calls the modes bilinear and bicubic.</summary>
    private static void Upgrade(UpgradeContext context)
    {
        if (context.Node.Version < 20 && context.Node.Attributes.String("mode", "bilinear") is var mode)
            context.Node = context.Node with { Attributes = context.Node.Attributes.With(NodeAttribute.String("mode", mode.Replace("bi", "", StringComparison.Ordinal))) };
    }

    private static void Infer(ShapeContext context)
    {
        var (x, grid) = (context.InputShape(0), context.InputShape(1));
        if (x.HasRank && grid.HasRank && (x.Rank != grid.Rank || x.Rank < 3))
            throw context.Error("rank", $"{x} and {grid} need the same rank of at least 3");
        if (x.HasRank && grid.HasRank && !(ShapeRules.MayEqual(x[0], grid[0]) && ShapeRules.MayEqual(grid[grid.Rank - 1], x.Rank - 2)))
            throw context.Error("grid", $"{grid} does not hold {x.Rank - 2} coordinates for each place of the {x[0]} images of {x}");
        context.SetOutput(0, context.InputType(0), x.HasRank && grid.HasRank ? new Shape([x[0], x[1], .. grid.Dims[1..^1]]) : Shape.Unknown);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (dims, places, exact) = (context.InputDims(0), context.Numbers(1), context.Exact(1));
        var spatial = dims[2..];
        var axes = spatial.Select(extent => new SampledAxis(context.Attributes, extent)).ToArray();
        var (plane, points) = (Grid.Count(spatial), Grid.Count(context.OutputDims(0).AsSpan()[2..]));
        (int Image, int Place) Locate(int element) => (element / points, (element / points / dims[1] * points + element % points) * axes.Length);
        if (context.Attributes.String("mode", "linear") == "nearest")
        {
            var (from, to) = (context.Input(0), context.Plain(0));
            for (var i = 0; i < to.Count; i++)
            {
                var (image, place) = Locate(i);
                int[] at = [.. axes.Select((axis, k) => axis.Nearest(exact[place + axes.Length - 1 - k]))];
                if (at.All(position => position >= 0))
                    Element.Copy(from, image * plane + Grid.Position(at, spatial), to, i);
            }
            return;
        }
        var x = context.Numbers(0);
        context.Each(0, i =>
        {
            var (image, place) = Locate(i);
            return Resampling.Interpolated([.. axes.Select((axis, k) => axis.Taps(places[place + axes.Length - 1 - k], exact[place + axes.Length - 1 - k]))],
                at => at.All(position => position >= 0) ? x[image * plane + Grid.Position(at, spatial)] : T.Exact(0));
        });
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        [
            "x=1x2x5x7,grid=1x4x3x2", "x=1x2x5x7,grid=1x4x3x2,padding=border,align=1", "x=2x1x4x4,grid=2x3x3x2,padding=reflection", "x=1x1x6x6,grid=1x4x4x2,mode=cubic",
            "x=1x2x3x4x5,grid=1x2x2x3x3", "x=1x2x9,grid=1x5x1,align=1", "x=0x2x4x4,grid=0x3x3x2",
        ],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.Positive]);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("X", builder.Ints("x"));
        builder.Drawn("grid", builder.Type, new DataSet("places", static (counter, index, _, _) => 2.4 * counter.Unit((ulong)index) - 1.2, true), builder.Ints("grid"));
        builder.Attribute(NodeAttribute.String("mode", builder.Text("mode", "linear")));
        builder.Attribute(NodeAttribute.String("padding_mode", builder.Text("padding", "zeros")));
        builder.Attribute(NodeAttribute.Int("align_corners", builder.Int("align", 0)));
    }
}
