// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Reads the window of a ConvTranspose. Source: ONNX ConvTranspose, whose equations give the padding that nobody states.</summary>
internal static class TransposedWindowReader
{
    /// <summary>The window of the convolution whose input is the node's output.</summary>
    /// <param name="kernel">Spatial extents only.</param>
    public static WindowAxis[] Read(Node node, ReadOnlySpan<long> input, ReadOnlySpan<long> output, ReadOnlySpan<long> kernel)
    {
        var axes = new WindowAxis[kernel.Length];
        for (var i = 0; i < axes.Length; i++)
            axes[i] = Axis(node, i, axes.Length, (int)input[i + 2], (int)output[i + 2], (int)kernel[i]);
        return axes;
    }

    private static WindowAxis Axis(Node node, int axis, int axes, int extent, int result, int taps)
    {
        var (stride, dilation) = (WindowReader.Of(node, "strides", axis, 1), WindowReader.Of(node, "dilations", axis, 1));
        var begin = WindowReader.Of(node, "pads", axis, 0);
        var end = WindowReader.Of(node, "pads", axis + axes, 0);
        var autoPad = node.Attributes.String("auto_pad", "NOTSET");
        if (node.Attributes.Has("output_shape") || autoPad is "SAME_UPPER" or "SAME_LOWER")
        {
            var total = stride * (extent - 1) + WindowReader.Of(node, "output_padding", axis, 0) + (taps - 1) * dilation + 1 - result;
            total = Math.Max(total, 0);
            begin = autoPad == "SAME_UPPER" ? total / 2 : total - total / 2;
            end = total - begin;
        }
        else if (autoPad == "VALID")
            (begin, end) = (0, 0);
        return new WindowAxis(result, extent, taps, stride, dilation, begin, end);
    }
}
