// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Sampling;

internal enum Interpolation
{
    Nearest,
    Linear,
    Cubic,
}

/// <summary>How output positions become input positions. Source: ONNX Resize, coordinate_transformation_mode.</summary>
internal enum CoordinateMode
{
    HalfPixel,
    HalfPixelSymmetric,
    PytorchHalfPixel,
    AlignCorners,
    Asymmetric,
    CropAndResize,
}

internal enum NearestMode
{
    PreferFloor,
    PreferCeil,
    Floor,
    Ceil,
}

/// <param name="Cubic">Coefficient a of the cubic kernel.</param>
/// <param name="Antialias">Stretches the kernel where the tensor shrinks.</param>
/// <param name="ExcludeOutside">Taps outside the tensor weigh nothing; otherwise they read the nearest element.</param>
internal sealed record SamplingRule(Interpolation Interpolation, CoordinateMode Coordinates, NearestMode Nearest, double Cubic, bool Antialias, bool ExcludeOutside)
{
    /// <summary>The input position of an output position.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="x">Output position.</param>
    public double Position(in SampledAxis axis, int x) => Coordinates switch
    {
        CoordinateMode.HalfPixelSymmetric => axis.Extent / 2.0 * (1 - axis.Result / axis.Length) + (x + 0.5) / axis.Scale - 0.5,
        CoordinateMode.PytorchHalfPixel => axis.Result > 1 ? (x + 0.5) / axis.Scale - 0.5 : 0,
        CoordinateMode.AlignCorners => x == 0 ? 0 : x * (axis.Extent - 1.0) / (axis.Length - 1),
        CoordinateMode.Asymmetric => x / axis.Scale,
        CoordinateMode.CropAndResize => (axis.Extent - 1.0) * (axis.Result > 1 ? axis.Start + x * (axis.End - axis.Start) / (axis.Result - 1) : 0.5 * (axis.Start + axis.End)),
        _ => (x + 0.5) / axis.Scale - 0.5,
    };

    /// <summary>The element that stands for a position.</summary>
    public double Round(double position) => Nearest switch
    {
        NearestMode.Floor => Math.Floor(position),
        NearestMode.Ceil => Math.Ceiling(position),
        NearestMode.PreferCeil => Math.Floor(position + 0.5),
        _ => Math.Ceiling(position - 0.5),
    };

    /// <summary>Weight of an element at a distance from the position, in elements of the stretched kernel.</summary>
    public double Weight(double distance) =>
        Interpolation == Interpolation.Linear ? InterpolationWeights.Linear(distance) : InterpolationWeights.Cubic(distance, Cubic);
}

/// <param name="Extent">Elements of the input.</param>
/// <param name="Result">Elements of the output.</param>
/// <param name="Scale">Output elements per input element.</param>
/// <param name="Start">Begin of the region of interest, in parts of the axis.</param>
/// <param name="End">Its end.</param>
internal readonly record struct SampledAxis(int Extent, int Result, double Scale, double Start, double End)
{
    /// <summary>Extent of the output before it is made whole.</summary>
    public double Length => Extent * Scale;
}
