// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Families;

/// <summary>Which elements of the input each element of a pooled output sees.</summary>
internal sealed class Pooling
{
    private readonly Window _window;
    private readonly int[] _spatial;
    private readonly int _plane;

    public Pooling(AttributeList attributes, int[] input, int[] output)
    {
        _spatial = input[2..];
        _plane = _spatial.Aggregate(1, (product, dim) => product * dim);
        _window = new Window(attributes, _spatial, [.. attributes.Ints("kernel_shape").Select(extent => (int)extent)], output[2..]);
    }

    /// <summary>Flat positions in the input of the cells that lie inside it.</summary>
    public int[] Inside(int element)
    {
        var (image, position) = Math.DivRem(element, _window.Positions);
        return [.. Cells(position).Where(cell => cell >= 0).Select(cell => image * _plane + cell)];
    }

    /// <summary>Number of cells that lie inside the input or its padding.</summary>
    public int InsideOrPadding(int element) => Cells(element % _window.Positions).Count(cell => cell >= -1);

    /// <summary>The same element when the spatial axes are counted with the first one fastest.</summary>
    public int ColumnMajor(int flat)
    {
        var (image, rest) = Math.DivRem(flat, _plane);
        var (position, step) = (0, _plane);
        for (var axis = _spatial.Length - 1; axis >= 0; axis--)
        {
            (rest, var at) = Math.DivRem(rest, _spatial[axis]);
            step /= _spatial[axis];
            position += at * step;
        }
        return image * _plane + position;
    }

    private int[] Cells(int position)
    {
        var cells = new int[_window.Size];
        _window.Cells(position, cells);
        return cells;
    }
}
