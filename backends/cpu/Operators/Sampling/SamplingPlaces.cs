// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Sampling;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Finds the taps of every axis, once when all operands are constants, otherwise in every run.</summary>
internal sealed class SamplingPlaces
{
    private readonly SamplingRule _rule;
    private readonly RealOperand? _roi;
    private readonly RealOperand? _scales;
    private readonly IntegerOperand? _sizes;
    private readonly int[] _axes;
    private readonly string _policy;
    private readonly AxisTaps[]? _known;

    public SamplingPlaces(PlanBuilder builder, Node node, SamplingRule rule, (int Roi, int Scales, int Sizes) inputs)
    {
        (Dims, Results) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Outputs[0]));
        _rule = rule;
        _axes = Axes(node, Dims.Length);
        _policy = node.Attributes.String("keep_aspect_ratio_policy", "stretch");
        _roi = rule.Coordinates == CoordinateMode.CropAndResize ? RealOperand.Of(builder, node, inputs.Roi) : null;
        _scales = RealOperand.Of(builder, node, inputs.Scales);
        _sizes = _scales is null ? IntegerOperand.Of(builder, node, inputs.Sizes) : null;
        if (_roi is null or { IsKnown: true } && _scales is null or { IsKnown: true } && _sizes is null or { IsKnown: true })
            _known = Find(default);
    }

    public ImmutableArray<long> Dims { get; }

    public ImmutableArray<long> Results { get; }

    /// <summary>Axes may lie outside, where an extrapolation value stands.</summary>
    public bool HasOutside => _roi is not null;

    public int[] Reads => [_roi?.Slot ?? -1, _scales?.Slot ?? -1, _sizes?.Slot ?? -1];

    /// <summary>One for each axis.</summary>
    public AxisTaps[] Of(in Frame frame)
    {
        if (_known is not null)
            return _known;
        try
        {
            return Find(in frame);
        }
        catch (ArgumentException refused)
        {
            throw new PluginException(Status.ExecutionFailed, "op:Resize.scales", $"Resize: {refused.Message}");
        }
    }

    public static Support? Check(Graph graph, Node node, (int Roi, int Scales, int Sizes) inputs)
    {
        var rank = graph.Values[node.Inputs[0]].Shape.Rank;
        var axes = Axes(node, rank);
        if (axes.Any(axis => axis < 0 || axis >= rank) || axes.Distinct().Count() != axes.Length)
            return Support.No(Why.Attribute, $"{node.Op} of rank {rank} takes no {node.Attributes["axes"]}");
        var (roi, scales, sizes) = (Count(graph, node, inputs.Roi), Count(graph, node, inputs.Scales), Count(graph, node, inputs.Sizes));
        if (scales == 0 ? sizes != axes.Length : scales != axes.Length)
            return Support.No(Why.Shape, $"{node.Op} along {axes.Length} axes has {scales} scales and {sizes} sizes");
        if (node.Attributes.String("coordinate_transformation_mode", "") == "tf_crop_and_resize" && roi != 2 * axes.Length)
            return Support.No(Why.Shape, $"{node.Op} along {axes.Length} axes has a region of {roi} numbers");
        foreach (var input in (int[])[inputs.Roi, inputs.Scales])
            if (Count(graph, node, input) > 0 && !TypeSets.Real.Contains(graph.Values[node.Inputs[input]].Type))
                return Support.No(Why.DType, $"{node.Op} takes no {graph.Values[node.Inputs[input]]}");
        if (scales > 0 && RealOperand.Known(graph, node, inputs.Scales) is { } known && known.Any(scale => !(scale > 0) || double.IsInfinity(scale)))
            return Support.No(Why.Attribute, $"{node.Op} takes no scales of {string.Join(", ", known)}");
        if (sizes > 0 && !IntegerOperand.IsType(graph.Values[node.Inputs[inputs.Sizes]].Type))
            return Support.No(Why.DType, $"{node.Op} takes no {graph.Values[node.Inputs[inputs.Sizes]]}");
        return null;
    }

    private static long Count(Graph graph, Node node, int input) =>
        input >= 0 && node.HasInput(input) ? Shape.CountOf(graph.Values[node.Inputs[input]].Shape.Dims.AsSpan()) : 0;

    private static int[] Axes(Node node, int rank) => node.Attributes.Ints("axes") is { IsDefault: false } axes
        ? [.. axes.Select(axis => (int)(axis < 0 ? axis + rank : axis))]
        : [.. Enumerable.Range(0, rank)];

    private AxisTaps[] Find(in Frame frame)
    {
        Span<double> scales = stackalloc double[Shape.MaxRank], regions = stackalloc double[2 * Shape.MaxRank];
        ReadScales(in frame, scales);
        _roi?.Read(in frame, regions);
        var taps = new AxisTaps[Dims.Length];
        for (var axis = 0; axis < taps.Length; axis++)
        {
            var (extent, result) = ((int)Dims[axis], (int)Results[axis]);
            var place = Array.IndexOf(_axes, axis);
            var (scale, start, end) = place < 0 ? (1, 0, 1)
                : (scales[place], _roi is null ? 0 : regions[place], _roi is null ? 1 : regions[_axes.Length + place]);
            if (place < 0 && extent != result)
                throw new ArgumentException($"axis {axis} of {extent} elements is not resized; the graph says {result}");
            taps[axis] = AxisTaps.Of(_rule, new SampledAxis(extent, result, extent == 0 ? 1 : scale, start, end));
        }
        return taps;
    }

    private void ReadScales(in Frame frame, Span<double> scales)
    {
        if (_scales is not null)
        {
            _scales.Read(in frame, scales);
            return;
        }
        Span<long> sizes = stackalloc long[Shape.MaxRank];
        _sizes!.Read(in frame, sizes);
        var (least, most) = (double.PositiveInfinity, 0.0);
        for (var i = 0; i < _axes.Length; i++)
        {
            scales[i] = (double)sizes[i] / Dims[_axes[i]];
            (least, most) = (Math.Min(least, scales[i]), Math.Max(most, scales[i]));
        }
        if (_policy != "stretch")
            scales[.._axes.Length].Fill(_policy == "not_larger" ? least : most);
    }
}
