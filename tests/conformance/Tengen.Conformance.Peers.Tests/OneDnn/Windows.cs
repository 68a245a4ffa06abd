// SPDX-License-Identifier: Apache-2.0

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>Strides, gaps and padding of a window over the spatial axes, as ONNX's attributes give them and oneDNN takes them.</summary>
/// <param name="Strides">Steps from one window to the next.</param>
/// <param name="Gaps">Cells left out between two cells of a window: dilations less one.</param>
/// <param name="Before">Padding at the beginning.</param>
/// <param name="After">Padding at the end, as far as the last window reaches.</param>
/// <param name="Overhang">True when a window reaches beyond the padding that the attributes give.</param>
internal sealed record Windows(long[] Strides, long[] Gaps, long[] Before, long[] After, bool Overhang)
{
    /// <param name="call">The node; <c>auto_pad</c> as ONNX defines it.</param>
    /// <param name="input">Spatial extents of the side that windows lie on.</param>
    /// <param name="kernel">Extents of a window.</param>
    /// <param name="output">Number of windows along each axis.</param>
    public static Windows Of(Call call, ReadOnlySpan<long> input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> output)
    {
        var axes = kernel.Length;
        long[] strides = call.Ints("strides", axes, 1), dilations = call.Ints("dilations", axes, 1), pads = call.Ints("pads", 2 * axes, 0);
        var auto = call.With.String("auto_pad", "NOTSET");
        var (before, after, overhang) = (new long[axes], new long[axes], false);
        for (var axis = 0; axis < axes; axis++)
        {
            var needed = (output[axis] - 1) * strides[axis] + (kernel[axis] - 1) * dilations[axis] + 1 - input[axis];
            before[axis] = auto switch
            {
                "NOTSET" => pads[axis],
                "SAME_UPPER" => Math.Max(0, needed) / 2,
                "SAME_LOWER" => (Math.Max(0, needed) + 1) / 2,
                _ => 0,
            };
            after[axis] = needed - before[axis];
            overhang |= auto == "NOTSET" && after[axis] > pads[axis + axes];
        }
        return new Windows(strides, [.. dilations.Select(step => step - 1)], before, after, overhang);
    }
}
