// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>
/// One axis of a resized tensor: where its positions lie in the input, and which elements they weigh. Source: ONNX Resize-19. The scale is
/// <paramref name="Numerator"/> / <paramref name="Denominator"/>: the number given, or the extent asked for over the one there is.
/// </summary>
internal sealed record ResizeAxis(AttributeList Attributes, int Input, int Output, double Numerator, double Denominator, double Start, double End)
{
    private readonly string _transformation = Attributes.String("coordinate_transformation_mode", "half_pixel");

    private double Scale => Numerator / Denominator;

    /// <summary>The length of the resized axis as the formulas mean it: scale times length, which need not be whole.</summary>
    private double Length => Scale * Input;

    public bool IsIdentity => Scale == 1 && Input == Output && _transformation != "tf_crop_and_resize";

    /// <summary>True where a crop reaches beyond the input.</summary>
    public bool IsOutside(int position) =>
        _transformation == "tf_crop_and_resize" && Coordinate<Numbers.Double>(position, false).Value is var at && (at < 0 || at > Input - 1);

    /// <summary>The element that mode <c>nearest</c> takes.</summary>
    public int Nearest(int position)
    {
        if (IsIdentity)
            return position;
        var at = Coordinate<Numbers.Double>(position, false).Value;
        var nearest = Attributes.String("nearest_mode", "round_prefer_floor") switch
        {
            "floor" => Math.Floor(at),
            "ceil" => Math.Ceiling(at),
            "round_prefer_ceil" => Math.Floor(at + 0.5),
            _ => Math.Ceiling(at - 0.5),
        };
        return (int)Math.Clamp(nearest, 0, Input - 1);
    }

    /// <summary>The elements that an interpolation weighs, and their weights.</summary>
    public (int[] Elements, T[] Weights) Taps<T>(int position, bool reciprocal) where T : unmanaged, INumber<T>
    {
        if (IsIdentity)
            return ([position], [T.Exact(1)]);
        var exact = Coordinate<Numbers.Double>(position, reciprocal: false).Value;
        var below = (int)Math.Floor(exact);
        var kernel = new ResizeKernel(Attributes, Scale);
        var elements = kernel.Reach(below);
        var weights = kernel.Weights(Coordinate<T>(position, reciprocal) - T.Exact(below), exact - below);
        if (Attributes.Int("exclude_outside", 0) != 0)
            weights = ResizeKernel.Normalised([.. weights.Select((weight, i) => elements[i] >= 0 && elements[i] < Input ? weight : T.Exact(0))]);
        return ([.. elements.Select(element => Math.Clamp(element, 0, Input - 1))], weights);
    }

    private T Coordinate<T>(int position, bool reciprocal) where T : unmanaged, INumber<T>
    {
        var scale = T.Exact(Numerator) / T.Exact(Denominator);
        T Unscaled(double at) => reciprocal ? T.Exact(at) * (T.Exact(1) / scale) : T.Exact(at) / scale;
        var (half, last) = (T.Exact(0.5), T.Exact(Input - 1));
        var resized = scale * T.Exact(Input);
        switch (_transformation)
        {
            case "half_pixel":
                return Unscaled(position + 0.5) - half;
            case "half_pixel_symmetric":
                return T.Exact(Input / 2.0) * (T.Exact(1) - T.Exact(Output) / resized) + Unscaled(position + 0.5) - half;
            case "pytorch_half_pixel":
                return Length > 1 ? Unscaled(position + 0.5) - half : T.Exact(0);
            case "align_corners":
                return Length == 1 ? T.Exact(0) : T.Exact(position) * last / (resized - T.Exact(1));
            case "asymmetric":
                return Unscaled(position);
            case "tf_crop_and_resize":
                var (start, end) = (T.Exact(Start), T.Exact(End));
                return Length > 1 ? start * last + T.Exact(position) * (end - start) * last / (resized - T.Exact(1)) : half * (start + end) * last;
            default:
                throw new GraphException("op:Resize.coordinates", $"no coordinate transformation is called '{_transformation}'");
        }
    }
}
