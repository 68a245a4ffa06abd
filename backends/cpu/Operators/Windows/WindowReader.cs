// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Reads the window attributes of convolutions and pools. Source: ONNX Conv, MaxPool, AveragePool; <c>auto_pad</c> as there.</summary>
internal static class WindowReader
{
    public static readonly ImmutableArray<string> Attributes = ["auto_pad", "dilations", "kernel_shape", "pads", "strides"];

    /// <summary>The window over the dims behind batch and channels.</summary>
    /// <param name="kernel">Spatial extents only.</param>
    public static WindowAxis[] Read(Node node, ReadOnlySpan<long> input, ReadOnlySpan<long> output, ReadOnlySpan<long> kernel)
    {
        var axes = new WindowAxis[kernel.Length];
        for (var i = 0; i < axes.Length; i++)
            axes[i] = Axis(node, i, axes.Length, (int)input[i + 2], (int)output[i + 2], (int)kernel[i]);
        return axes;
    }

    public static Support? Check(Node node, int rank)
    {
        var axes = rank - 2;
        if (axes < 1)
            return Support.No(Why.Shape, $"{node.Op} needs at least one spatial dim behind batch and channels");
        var autoPad = node.Attributes.String("auto_pad", "NOTSET");
        if (autoPad is not ("NOTSET" or "SAME_UPPER" or "SAME_LOWER" or "VALID"))
            return Support.No(Why.Attribute, $"{node.Op} takes no auto_pad '{autoPad}'");
        foreach (var name in (string[])["dilations", "strides", "kernel_shape"])
            if (node.Attributes.Ints(name) is { IsDefault: false } values && (values.Length != axes || values.Any(value => value is < 1 or > int.MaxValue)))
                return Support.No(Why.Attribute, $"{node.Op} needs {axes} positive {name}, not {node.Attributes[name]}");
        if (node.Attributes.Ints("pads") is { IsDefault: false } pads && (pads.Length != 2 * axes || pads.Any(value => value is < 0 or > int.MaxValue)))
            return Support.No(Why.Attribute, $"{node.Op} needs {2 * axes} pads of at least 0, not {node.Attributes["pads"]}");
        return null;
    }

    public static int Of(Node node, string name, int index, int whenAbsent) =>
        node.Attributes.Ints(name) is { IsDefault: false } values ? (int)values[index] : whenAbsent;

    private static WindowAxis Axis(Node node, int axis, int axes, int extent, int result, int taps)
    {
        var (stride, dilation) = (Of(node, "strides", axis, 1), Of(node, "dilations", axis, 1));
        var (begin, end) = (Of(node, "pads", axis, 0), Of(node, "pads", axis + axes, 0));
        var autoPad = node.Attributes.String("auto_pad", "NOTSET");
        if (autoPad != "NOTSET")
        {
            var total = autoPad == "VALID" ? 0 : Math.Max(0, (result - 1) * stride + (taps - 1) * dilation + 1 - extent);
            begin = autoPad == "SAME_LOWER" ? total - total / 2 : total / 2;
            end = total - begin;
        }
        return new WindowAxis(extent, result, taps, stride, dilation, begin, end);
    }
}
