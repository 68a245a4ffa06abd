// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Sampling;

internal enum PaddingMode
{
    Zeros,
    Border,
    Reflection,
}

/// <summary>How a normalized position becomes elements of an axis, and what they weigh. NaN weighs NaN. Source: ONNX GridSample.</summary>
/// <param name="AlignCorners">-1 and 1 are the centers of the first and the last element; otherwise their outer edges.</param>
internal sealed record GridRule(Interpolation Interpolation, PaddingMode Padding, bool AlignCorners)
{
    private const double CubicCoefficient = -0.75;

    /// <summary>Elements that a position reads along an axis.</summary>
    public int Taps => Interpolation switch
    {
        Interpolation.Nearest => 1,
        Interpolation.Linear => 2,
        _ => 4,
    };

    /// <param name="normalized">Any number.</param>
    /// <param name="extent">Elements of the axis; at least 1.</param>
    /// <param name="elements"><see cref="Taps"/> of them; -1 = 0 is read.</param>
    /// <param name="weights">As many.</param>
    public void Find(double normalized, int extent, Span<int> elements, Span<double> weights)
    {
        var position = AlignCorners ? (normalized + 1) / 2 * (extent - 1) : ((normalized + 1) * extent - 1) / 2;
        if (Interpolation == Interpolation.Nearest)
            position = Math.Round(position, MidpointRounding.ToEven);
        position = Inside(position, extent);
        var first = Interpolation switch
        {
            Interpolation.Nearest => position,
            Interpolation.Linear => Math.Floor(position),
            _ => Math.Floor(position) - 1,
        };
        for (var tap = 0; tap < Taps; tap++)
        {
            elements[tap] = Element(first + tap, extent);
            weights[tap] = Weight(position - (first + tap));
        }
    }

    /// <summary>Positions outside go to the border or are reflected; where zeros stand, those beyond all taps are as good as the nearest one that is.</summary>
    private double Inside(double position, int extent)
    {
        var (low, high) = Bounds(extent);
        return Padding switch
        {
            PaddingMode.Zeros => Math.Clamp(position, -3, extent + 2.0),
            PaddingMode.Border => position < low || position > high ? Math.Clamp(position, 0, extent - 1) : position,
            _ => Reflect(position, extent),
        };
    }

    private int Element(double index, int extent)
    {
        if (Padding == PaddingMode.Border)
            index = Math.Clamp(index, 0, extent - 1);
        else if (Padding == PaddingMode.Reflection)
            index = Reflect(index, extent);
        return index >= 0 && index < extent ? (int)index : -1;
    }

    private double Weight(double distance) => Interpolation switch
    {
        _ when double.IsNaN(distance) => double.NaN,
        Interpolation.Nearest => 1,
        Interpolation.Linear => InterpolationWeights.Linear(distance),
        _ => InterpolationWeights.Cubic(distance, CubicCoefficient),
    };

    private (double Low, double High) Bounds(int extent) => AlignCorners ? (0, extent - 1.0) : (-0.5, extent - 0.5);

    /// <summary>Reflects at the nearer bound, then at the other one, until the position lies between them.</summary>
    private double Reflect(double position, int extent)
    {
        var (low, high) = Bounds(extent);
        if (!(position < low) && !(position > high))
            return position;
        if (high == low)
            return low;
        var beyond = position < low ? low - position : position - high;
        var turns = Math.Floor(beyond / (high - low));
        var rest = beyond - turns * (high - low);
        return position < low == (turns % 2 == 0) ? low + rest : high - rest;
    }
}
