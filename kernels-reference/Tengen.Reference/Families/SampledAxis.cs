// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>One axis of a tensor sampled at given places in [-1, 1], and what lies beyond its ends. Source: ONNX GridSample-22.</summary>
internal sealed class SampledAxis(AttributeList attributes, int extent)
{
    private readonly bool _aligned = attributes.Int("align_corners", 0) != 0;
    private readonly string _padding = attributes.String("padding_mode", "zeros");

    private double Low => _aligned ? 0 : -0.5;

    private double High => _aligned ? extent - 1 : extent - 0.5;

    /// <summary>The element that mode <c>nearest</c> takes; -1 for zero.</summary>
    public int Nearest(double place)
    {
        var at = Math.Round(Position(new Numbers.Double(place)).Value, MidpointRounding.ToEven);
        return Inside(at < Low || at > High ? Moved(new Numbers.Double(at), at).Value : at);
    }

    /// <summary>The elements that an interpolation weighs, -1 for zero, and their weights.</summary>
    public (int[] Elements, T[] Weights) Taps<T>(T place, double exact) where T : unmanaged, INumber<T>
    {
        var (at, position) = (Position(new Numbers.Double(exact)).Value, Position(place));
        if (at < Low || at > High)
            (at, position) = (Moved(new Numbers.Double(at), at).Value, Moved(position, at));
        var below = (int)Math.Floor(at);
        var kernel = new ResizeKernel(attributes, 1);
        return (Array.ConvertAll(kernel.Reach(below), element => Inside(element)), kernel.Weights(position - T.Exact(below), at - below));
    }

    private T Position<T>(T place) where T : unmanaged, INumber<T> => _aligned
        ? (place + T.Exact(1)) / T.Exact(2) * T.Exact(extent - 1)
        : ((place + T.Exact(1)) * T.Exact(extent) - T.Exact(1)) / T.Exact(2);

    /// <summary>A position beyond the ends brought back by clamping or reflection.</summary>
    private T Moved<T>(T position, double exact) where T : unmanaged, INumber<T>
    {
        if (_padding == "border")
            return T.Min(T.Max(position, T.Exact(0)), T.Exact(extent - 1));
        if (_padding != "reflection")
            return position;
        var (range, beyond) = (High - Low, exact < Low ? T.Exact(Low) - position : position - T.Exact(High));
        if (range == 0)
            return T.Exact(0);
        var turns = Math.Floor((exact < Low ? Low - exact : exact - High) / range);
        var rest = beyond - T.Exact(turns * range);
        return turns % 2 == 0 == exact < Low ? T.Exact(Low) + rest : T.Exact(High) - rest;
    }

    private int Inside(double element) => element >= 0 && element < extent ? (int)element
        : _padding == "zeros" ? -1
        : (int)Math.Clamp(_padding == "border" ? element : Moved(new Numbers.Double(element), element).Value, 0, extent - 1);
}
