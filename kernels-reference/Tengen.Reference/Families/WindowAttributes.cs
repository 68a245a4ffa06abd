// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Families;

/// <summary>Strides, dilations, padding and rounding mode of a window, per spatial axis, defaults filled in.</summary>
internal sealed class WindowAttributes(AttributeList attributes, int axes)
{
    private readonly int[] _pads = List(attributes, "pads", 2 * axes, 0);
    private readonly string _autoPad = attributes.String("auto_pad", "NOTSET");
    private readonly bool _ceil = attributes.Int("ceil_mode", 0) != 0;

    public int[] Strides { get; } = List(attributes, "strides", axes, 1);

    public int[] Dilations { get; } = List(attributes, "dilations", axes, 1);

    /// <summary>True when a window of one cell leaves the extent as it is.</summary>
    public bool KeepsExtent(int axis) => Strides[axis] == 1 && (_autoPad != "NOTSET" || (_pads[axis] == 0 && _pads[axis + axes] == 0));

    /// <summary>Extent of the output, negative when the window does not fit.</summary>
    public int Extent(int axis, int input, int kernel)
    {
        var stride = Strides[axis];
        if (_autoPad.StartsWith("SAME", StringComparison.Ordinal))
            return (input + stride - 1) / stride;
        var (before, after) = Pads(axis, input, kernel);
        var room = input + before + after - Reach(axis, kernel);
        if (room < 0)
            return room;
        var extent = (_ceil ? (room + stride - 1) / stride : room / stride) + 1;
        return _ceil && (extent - 1) * stride >= input + before ? extent - 1 : extent;
    }

    public (int Before, int After) Pads(int axis, int input, int kernel)
    {
        if (_autoPad == "VALID")
            return (0, 0);
        if (_autoPad == "NOTSET")
            return (_pads[axis], _pads[axis + axes]);
        var output = (input + Strides[axis] - 1) / Strides[axis];
        var total = Math.Max(0, (output - 1) * Strides[axis] + Reach(axis, kernel) - input);
        return _autoPad == "SAME_UPPER" ? (total / 2, total - total / 2) : (total - total / 2, total / 2);
    }

    /// <summary>True when every position of the window has a cell in the input.</summary>
    public bool AlwaysMeets(int axis, int input, int kernel)
    {
        var (before, _) = Pads(axis, input, kernel);
        return Enumerable.Range(0, Math.Max(0, Extent(axis, input, kernel))).All(at =>
            Enumerable.Range(0, kernel).Any(cell => at * Strides[axis] - before + cell * Dilations[axis] is >= 0 and var place && place < input));
    }

    private int Reach(int axis, int kernel) => (kernel - 1) * Dilations[axis] + 1;

    private static int[] List(AttributeList attributes, string name, int count, int value)
    {
        var given = attributes.Ints(name);
        return given.IsDefault ? [.. Enumerable.Repeat(value, count)] : [.. given.Select(item => checked((int)item))];
    }
}
