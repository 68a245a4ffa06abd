// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

/// <summary>A window that slides over the axes behind batch and channel. Source: ONNX Conv-22, MaxPool-22, AveragePool-22.</summary>
internal sealed class Window
{
    /// <summary>Spatial axes that kernels handle.</summary>
    public const int MaxAxes = 4;

    public static readonly ImmutableArray<string> Attributes = ["auto_pad", "dilations", "kernel_shape", "pads", "strides"];

    private readonly int[] _input;
    private readonly int[] _output;
    private readonly int[] _kernel;
    private readonly int[] _strides;
    private readonly int[] _dilations;
    private readonly int[] _before;
    private readonly int[] _after;

    /// <param name="input">Spatial extents.</param>
    /// <param name="output">Spatial extents.</param>
    /// <param name="kernel">Extents of the window.</param>
    public Window(AttributeList attributes, ReadOnlySpan<long> input, ReadOnlySpan<long> output, ReadOnlySpan<long> kernel)
    {
        (_input, _output, _kernel) = (Narrow(input), Narrow(output), Narrow(kernel));
        (_strides, _dilations) = (List(attributes, "strides", 1, input.Length), List(attributes, "dilations", 1, input.Length));
        var pads = List(attributes, "pads", 0, 2 * input.Length);
        (_before, _after) = (pads[..input.Length], pads[input.Length..]);
        var mode = attributes.String("auto_pad", "NOTSET");
        if (mode == "VALID")
            (_before, _after) = (new int[input.Length], new int[input.Length]);
        else if (mode != "NOTSET")
            for (var axis = 0; axis < input.Length; axis++)
                (_before[axis], _after[axis]) = Same(axis, mode == "SAME_LOWER");
    }

    public uint Positions => Product(_output);

    public uint Cells => Product(_kernel);

    public uint Plane => Product(_input);

    /// <summary>True when each position of the output is the same position of the input.</summary>
    public bool IsPoint => Cells == 1 && _strides.All(stride => stride == 1) && _before.Concat(_after).All(pad => pad == 0);

    /// <summary>The arguments that <c>window.cl</c> calls WINDOW.</summary>
    public Scalar[] Scalars =>
    [
        Vector(_output, 1), Vector(_kernel, 1), Vector(_strides, 1), Vector(_dilations, 1), Vector(_before, 0), Vector(_input, 1),
        Vector([.. _input.Zip(_after, (extent, pad) => extent + pad)], 1),
    ];

    /// <summary>A reason against the attributes of a node over a window of <paramref name="axes"/> axes; null = none.</summary>
    public static Support? Check(Node node, int axes)
    {
        if (axes is < 1 or > MaxAxes)
            return Support.No(Why.Shape, $"op:{node.Op}.rank: windows over 1 to {MaxAxes} spatial axes are taken, not {axes}");
        if (node.Attributes.String("auto_pad", "NOTSET") is var mode && mode is not ("NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER"))
            return Support.No(Why.Attribute, $"op:{node.Op}.auto_pad: '{mode}' is no padding mode");
        foreach (var (name, count) in new[] { ("strides", axes), ("dilations", axes), ("pads", 2 * axes), ("kernel_shape", axes) })
            if (node.Attributes.Ints(name) is { IsDefault: false } list && (list.Length != count || list.Any(item => item is < 0 or > short.MaxValue)))
                return Support.No(Why.Attribute, $"op:{node.Op}.{name}: {node.Attributes[name]} are not {count} numbers from 0 to {short.MaxValue}");
        return null;
    }

    private (int Before, int After) Same(int axis, bool isLower)
    {
        var reach = (_kernel[axis] - 1) * _dilations[axis] + 1;
        var total = Math.Max(0, (_output[axis] - 1) * _strides[axis] + reach - _input[axis]);
        var less = total / 2;
        return isLower ? (total - less, less) : (less, total - less);
    }

    private static Scalar Vector(int[] perAxis, int whenUnused) =>
        Scalar.Vector([.. Enumerable.Range(0, MaxAxes).Select(axis => axis < perAxis.Length ? perAxis[perAxis.Length - 1 - axis] : whenUnused)]);

    private static int[] List(AttributeList attributes, string name, int value, int count) =>
        attributes.Ints(name) is { IsDefault: false } given ? Narrow(given.AsSpan()) : [.. Enumerable.Repeat(value, count)];

    private static int[] Narrow(ReadOnlySpan<long> list)
    {
        var narrow = new int[list.Length];
        for (var i = 0; i < list.Length; i++)
            narrow[i] = checked((int)list[i]);
        return narrow;
    }

    private static uint Product(int[] list) => (uint)list.Aggregate(1L, (product, extent) => product * extent);
}
