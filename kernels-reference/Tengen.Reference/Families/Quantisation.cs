// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>
/// Which scale and zero point an element has: one for the whole tensor, one per slice along axis, or one per block of block_size elements
/// along axis. Source: ONNX QuantizeLinear-25, DequantizeLinear-25.
/// </summary>
internal static class Quantisation
{
    public static readonly ImmutableArray<DType> Quantised =
    [
        DType.Int8, DType.UInt8, DType.Int16, DType.UInt16, .. Types.Narrow, .. Types.Float8, DType.Float4E2M1,
    ];

    /// <summary>Position of the scale of a flat element of input 0. The scale is input 1.</summary>
    public static Func<int, int> ScaleOf<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (dims, scale) = (context.InputDims(0), context.InputDims(1));
        if (context.InputSize(1) == 1 && scale.Length <= 1)
            return static _ => 0;
        var axis = (int)context.Attributes.Int("axis", 1);
        axis = axis < 0 ? axis + dims.Length : axis;
        var lines = Lines.Along(dims, axis);
        var block = (int)context.Attributes.Int("block_size", 0);
        if (block == 0)
            return element => lines.Locate(element).Position;
        var blocks = Lines.Along(scale, axis);
        return element =>
        {
            var (line, position) = lines.Locate(element);
            return blocks.Start(line) + position / block * blocks.Inner;
        };
    }

    /// <summary>Checks that the scale fits the input, as far as dims are known.</summary>
    public static void Check(ShapeContext context)
    {
        var (x, scale) = (context.InputShape(0), context.InputShape(1));
        if (!x.IsStatic || !scale.IsStatic || Shape.CountOf(scale.Dims.AsSpan()) == 1)
            return;
        var axis = context.Axis(context.Attributes.Int("axis", 1), x.Rank);
        var block = context.Attributes.Int("block_size", 0);
        if (block == 0 ? scale.Rank != 1 || scale[0] != x[axis] : scale.Rank != x.Rank || scale[axis] != (x[axis] + block - 1) / block)
            throw context.Error("scale", $"scale {scale} fits neither axis {axis} of {x} nor its blocks of {block}");
    }
}
