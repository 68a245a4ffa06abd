// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Families;

/// <summary>
/// The window of a transposed convolution over the spatial axes: which cells of the input and the kernel meet at a position of the output.
/// Source: ONNX ConvTranspose-22.
/// </summary>
internal sealed class TransposedWindow
{
    private readonly int[] _input;
    private readonly int[] _kernel;
    private readonly int[] _before;
    private readonly int[] _strides;
    private readonly int[] _dilations;

    public TransposedWindow(AttributeList attributes, int[] input, int[] kernel)
    {
        (_input, _kernel) = (input, kernel);
        (_strides, _dilations) = (List(attributes, "strides", 1), List(attributes, "dilations", 1));
        (_before, Output) = (new int[input.Length], new int[input.Length]);
        var (pads, added, asked) = (List(attributes, "pads", 0, 2), List(attributes, "output_padding", 0), attributes.Ints("output_shape"));
        var auto = attributes.String("auto_pad", "NOTSET");
        var same = auto.StartsWith("SAME", StringComparison.Ordinal);
        for (var axis = 0; axis < input.Length; axis++)
        {
            var full = _strides[axis] * (input[axis] - 1) + added[axis] + (kernel[axis] - 1) * _dilations[axis] + 1;
            if (asked.IsDefault && !same)
            {
                _before[axis] = auto == "VALID" ? 0 : pads[axis];
                Output[axis] = auto == "VALID" ? full : full - pads[axis] - pads[axis + input.Length];
                continue;
            }
            Output[axis] = asked.IsDefault ? input[axis] * _strides[axis] : (int)asked[asked.Length - input.Length + axis];
            var total = full - Output[axis];
            _before[axis] = auto == "SAME_UPPER" ? total >> 1 : total - (total >> 1);
        }
    }

    /// <summary>Spatial extents of the output; negative when the padding leaves nothing.</summary>
    public int[] Output { get; }

    /// <summary>True when an axis would be padded by less than nothing in front: auto_pad or output_shape ask for more than kernel and strides cover, and the specification does not say where the rest goes.</summary>
    public bool LacksPadding => _before.Any(pad => pad < 0);

    /// <summary>The pairs of flat spatial positions in the input and flat cells of the kernel whose product goes to a flat position of the output.</summary>
    public IEnumerable<(int Input, int Cell)> Meeting(int position)
    {
        var at = Grid.At(position, Output);
        for (var cell = 0; cell < Grid.Count(_kernel); cell++)
        {
            var source = Grid.At(cell, _kernel);
            var meets = true;
            for (var axis = 0; axis < source.Length && meets; axis++)
            {
                (source[axis], var rest) = Math.DivRem(at[axis] + _before[axis] - source[axis] * _dilations[axis], _strides[axis]);
                meets = rest == 0 && source[axis] >= 0 && source[axis] < _input[axis];
            }
            if (meets)
                yield return (Grid.Position(source, _input), cell);
        }
    }

    private int[] List(AttributeList attributes, string name, int value, int perAxis = 1) =>
        attributes.Ints(name) is { IsDefault: false } given ? [.. given.Select(item => checked((int)item))] : [.. Enumerable.Repeat(value, perAxis * _input.Length)];
}
