// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Sampling;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// A tensor sampled at other positions along its axes. Nearest moves elements of any type; linear and cubic weigh them in fp32, fp64 and
/// integers in fp64 and cut to integers.
/// </summary>
internal sealed class ResizeOperator() : SamplingOperator("Resize", 11, 19)
{
    private static readonly Dictionary<string, CoordinateMode> CoordinateModes = new()
    {
        ["half_pixel"] = CoordinateMode.HalfPixel,
        ["half_pixel_symmetric"] = CoordinateMode.HalfPixelSymmetric,
        ["pytorch_half_pixel"] = CoordinateMode.PytorchHalfPixel,
        ["align_corners"] = CoordinateMode.AlignCorners,
        ["asymmetric"] = CoordinateMode.Asymmetric,
        ["tf_crop_and_resize"] = CoordinateMode.CropAndResize,
    };

    private static readonly Dictionary<string, NearestMode> NearestModes = new()
    {
        ["round_prefer_floor"] = NearestMode.PreferFloor,
        ["round_prefer_ceil"] = NearestMode.PreferCeil,
        ["floor"] = NearestMode.Floor,
        ["ceil"] = NearestMode.Ceil,
    };

    protected override ImmutableArray<string> Attributes =>
    [
        "antialias", "axes", "coordinate_transformation_mode", "cubic_coeff_a", "exclude_outside", "extrapolation_value", "keep_aspect_ratio_policy", "mode",
        "nearest_mode",
    ];

    protected override (int Roi, int Scales, int Sizes) Inputs => (1, 2, 3);

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var attributes = node.Attributes;
        if (!CoordinateModes.ContainsKey(Coordinates(attributes)) || !NearestModes.ContainsKey(Nearest(attributes)))
            return Support.No(Why.Attribute, $"Resize takes no {Coordinates(attributes)} with {Nearest(attributes)}");
        if (attributes.String("keep_aspect_ratio_policy", "stretch") is not ("stretch" or "not_larger" or "not_smaller"))
            return Support.No(Why.Attribute, $"Resize takes no {attributes["keep_aspect_ratio_policy"]}");
        return base.CheckMore(graph, node);
    }

    protected override SamplingRule Rule(AttributeList attributes) => new(
        Mode(attributes),
        CoordinateModes[Coordinates(attributes)],
        NearestModes[Nearest(attributes)],
        attributes.Float("cubic_coeff_a", -0.75f),
        attributes.Int("antialias", 0) != 0,
        attributes.Int("exclude_outside", 0) != 0);

    private static string Coordinates(AttributeList attributes) => attributes.String("coordinate_transformation_mode", "half_pixel");

    private static string Nearest(AttributeList attributes) => attributes.String("nearest_mode", "round_prefer_floor");
}

/// <summary>The form of Resize before it: positions are scaled alone, and the nearest element is the one before.</summary>
internal sealed class UpsampleOperator() : SamplingOperator("Upsample", 9, 9)
{
    protected override ImmutableArray<string> Attributes => ["mode"];

    protected override (int Roi, int Scales, int Sizes) Inputs => (-1, 1, -1);

    protected override SamplingRule Rule(AttributeList attributes) => new(Mode(attributes), CoordinateMode.Asymmetric, NearestMode.Floor, 0, false, false);
}
