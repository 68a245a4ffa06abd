// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;

namespace Tengen.Reference.Families;

/// <summary>
/// A sliding window over the spatial axes (all but the first two), as convolution and pooling share it. Source: ONNX Conv-22, MaxPool-22,
/// AveragePool-22. Everything is in elements, one entry per spatial axis.
/// </summary>
internal sealed class Window
{
    private readonly int[] _input;
    private readonly int[] _kernel;
    private readonly int[] _strides;
    private readonly int[] _dilations;
    private readonly int[] _before;
    private readonly int[] _after;

    /// <param name="attributes">auto_pad, dilations, pads, strides.</param>
    /// <param name="input">Spatial extents of the input.</param>
    /// <param name="kernel">Extents of the window.</param>
    /// <param name="output">Spatial extents of the output.</param>
    public Window(AttributeList attributes, int[] input, int[] kernel, int[] output)
    {
        (_input, _kernel, Output) = (input, kernel, output);
        var pads = new WindowAttributes(attributes, input.Length);
        _strides = pads.Strides;
        _dilations = pads.Dilations;
        (_before, _after) = (new int[input.Length], new int[input.Length]);
        for (var axis = 0; axis < input.Length; axis++)
            (_before[axis], _after[axis]) = pads.Pads(axis, input[axis], kernel[axis]);
    }

    public int[] Output { get; }

    /// <summary>Number of cells of the window.</summary>
    public int Size => _kernel.Aggregate(1, (product, extent) => product * extent);

    public int Positions => Output.Aggregate(1, (product, extent) => product * extent);

    /// <summary>
    /// Flat spatial positions in the input of the cells of the window at flat output position <paramref name="position"/>: -1 for a cell in
    /// the padding, -2 for one beyond it (where ceil_mode reaches).
    /// </summary>
    public void Cells(int position, Span<int> cells)
    {
        Span<int> origin = stackalloc int[_input.Length];
        for (var axis = _input.Length - 1; axis >= 0; axis--)
        {
            (position, var at) = Math.DivRem(position, Output[axis]);
            origin[axis] = at * _strides[axis] - _before[axis];
        }
        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] = Locate(origin, cell);
    }

    private int Locate(ReadOnlySpan<int> origin, int cell)
    {
        var (flat, step, padded) = (0, 1, false);
        for (var axis = _input.Length - 1; axis >= 0; axis--)
        {
            (cell, var at) = Math.DivRem(cell, _kernel[axis]);
            var coordinate = origin[axis] + at * _dilations[axis];
            if (coordinate >= _input[axis] + _after[axis])
                return -2;
            padded |= coordinate < 0 || coordinate >= _input[axis];
            flat += coordinate * step;
            step *= _input[axis];
        }
        return padded ? -1 : flat;
    }

    /// <summary>Dims of the output: those of the first two axes given, the spatial ones computed.</summary>
    public static Shape Infer(ShapeContext context, Shape input, ReadOnlySpan<long> kernel, long channels)
    {
        var attributes = new WindowAttributes(context.Attributes, kernel.Length);
        var dims = new long[input.Rank];
        (dims[0], dims[1]) = (input[0], channels);
        for (var axis = 0; axis < kernel.Length; axis++)
            dims[axis + 2] = Extent(context, attributes, axis, input[axis + 2], kernel[axis]);
        return new Shape(dims);
    }

    /// <summary>Shape rule of a convolution of the tensor at one input with the filters at another.</summary>
    public static void Convolution(ShapeContext context, int input, int filter, DType type)
    {
        var (x, w) = (context.InputShape(input), context.InputShape(filter));
        if (!x.HasRank || !w.HasRank)
        {
            context.SetOutput(0, type, Shape.Unknown);
            return;
        }
        if (x.Rank < 3 || w.Rank != x.Rank)
            throw context.Error("rank", $"{x} and {w} need the same rank of at least 3");
        var group = context.Attributes.Int("group", 1);
        if (!Shape.IsSymbol(x[1]) && !Shape.IsSymbol(w[1]) && x[1] != w[1] * group)
            throw context.Error("channels", $"{x[1]} channels are not {group} groups of {w[1]}");
        if (!Shape.IsSymbol(w[0]) && w[0] % group != 0)
            throw context.Error("channels", $"{w[0]} filters do not divide into {group} groups");
        context.SetOutput(0, type, Infer(context, x, w.Dims.AsSpan()[2..], w[0]));
    }

    private static long Extent(ShapeContext context, WindowAttributes attributes, int axis, long input, long kernel)
    {
        if (Shape.IsSymbol(input) || Shape.IsSymbol(kernel))
            return kernel == 1 && attributes.KeepsExtent(axis) ? input : context.NewDim($"window over spatial axis {axis}");
        var extent = attributes.Extent(axis, checked((int)input), checked((int)kernel));
        return extent >= 0 ? extent : throw context.Error("window", $"the window does not fit spatial axis {axis} of extent {input}");
    }

    /// <summary>The window attributes of a contract. Defaults of the lists are absent: their length is the number of spatial axes.</summary>
    public static ImmutableArray<AttributeContract> Attributes { get; } =
    [
        new("auto_pad", AttributeType.String, "NOTSET", Allowed: ["NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"]),
        new("dilations", AttributeType.Ints),
        new("pads", AttributeType.Ints),
        new("strides", AttributeType.Ints),
    ];
}
