// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>The weights of an interpolation along one axis, by distance. Source: ONNX Resize-19; Keys, "Cubic convolution interpolation", 1981.</summary>
internal sealed class ResizeKernel
{
    private readonly double _cubic;
    private readonly bool _isCubic;
    private readonly double _stretch;
    private readonly int _first;

    public ResizeKernel(AttributeList attributes, double scale)
    {
        _isCubic = attributes.String("mode", "nearest") == "cubic";
        _cubic = attributes.Float("cubic_coeff_a", -0.75f);
        _stretch = attributes.Int("antialias", 0) != 0 ? Math.Min(scale, 1) : 1;
        _first = (int)Math.Floor((_isCubic ? -2 : -1) / _stretch) + 1;
    }

    /// <summary>The elements in reach of a position just above one.</summary>
    public int[] Reach(int below) => [.. Enumerable.Range(below + _first, 2 - 2 * _first)];

    /// <param name="above">How far the position lies above the element below.</param>
    /// <param name="exact">The same as a number, to know the piece of the kernel.</param>
    public T[] Weights<T>(T above, double exact) where T : unmanaged, INumber<T>
    {
        var weights = new T[2 - 2 * _first];
        for (var i = 0; i < weights.Length; i++)
        {
            var distance = _first + i - exact;
            var signed = distance < 0 ? above - T.Exact(_first + i) : T.Exact(_first + i) - above;
            weights[i] = Weight(_stretch == 1 ? signed : signed * T.Exact(_stretch), Math.Abs(distance) * _stretch);
        }
        return _stretch == 1 ? weights : Normalised(weights);
    }

    public static T[] Normalised<T>(T[] weights) where T : unmanaged, INumber<T>
    {
        var sum = T.Sum(new Strided<T>(weights));
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    private T Weight<T>(T distance, double exact) where T : unmanaged, INumber<T>
    {
        if (!_isCubic)
            return exact < 1 ? T.Exact(1) - distance : T.Exact(0);
        var a = T.Exact(_cubic);
        return exact <= 1 ? ((a + T.Exact(2)) * distance - (a + T.Exact(3))) * distance * distance + T.Exact(1)
            : exact < 2 ? ((a * distance - T.Exact(5) * a) * distance + T.Exact(8) * a) * distance - T.Exact(4) * a
            : T.Exact(0);
    }
}
