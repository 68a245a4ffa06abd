// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>Where elements outside a tensor come from. Source: ONNX Pad.</summary>
internal enum PadMode
{
    Constant,

    /// <summary>The nearest element.</summary>
    Edge,

    /// <summary>Mirrored at the outermost element, which is not repeated.</summary>
    Reflect,

    /// <summary>As if the tensor went on from its other end.</summary>
    Wrap,
}

/// <summary>For each axis which input index an output index reads; axes without pads are merged into those inside them.</summary>
internal struct Borders
{
    private Extents _inputs;
    private Extents _outputs;
    private Extents _before;
    private PadMode _mode;

    public int Rank { get; private set; }

    /// <summary>Extent of the last axis of the output.</summary>
    public readonly nint Inner => _outputs[Rank - 1];

    /// <summary>Number of lines of the output.</summary>
    public readonly long Rows
    {
        get
        {
            var rows = 1L;
            for (var axis = 0; axis < Rank - 1; axis++)
                rows *= _outputs[axis];
            return rows;
        }
    }

    /// <summary>First output index of the last axis that reads the input, and the one behind the last.</summary>
    public readonly (nint First, nint End) Middle
    {
        get
        {
            var (before, inner) = (_before[Rank - 1], Inner);
            var first = Math.Clamp(before, 0, inner);
            return (first, Math.Clamp(before + _inputs[Rank - 1], first, inner));
        }
    }

    public static Borders Of(ReadOnlySpan<long> inputs, ReadOnlySpan<long> outputs, ReadOnlySpan<long> before, PadMode mode)
    {
        var borders = new Borders { _mode = mode };
        var whole = false;
        for (var axis = 0; axis < inputs.Length; axis++)
        {
            var isWhole = before[axis] == 0 && inputs[axis] == outputs[axis];
            var at = isWhole && whole ? borders.Rank - 1 : borders.Rank++;
            borders._inputs[at] = (nint)inputs[axis] * (isWhole && whole ? borders._inputs[at] : 1);
            borders._outputs[at] = (nint)outputs[axis] * (isWhole && whole ? borders._outputs[at] : 1);
            borders._before[at] = (nint)before[axis];
            whole = isWhole;
        }
        if (borders.Rank == 0)
            (borders.Rank, borders._inputs[0], borders._outputs[0]) = (1, 1, 1);
        return borders;
    }

    /// <summary>Where the input line of an output line begins, in elements; -1 = it lies in the constant border.</summary>
    public readonly nint Origin(nint row)
    {
        nint origin = 0, step = _inputs[Rank - 1];
        for (var axis = Rank - 2; axis >= 0; axis--)
        {
            (row, var index) = Math.DivRem(row, _outputs[axis]);
            var source = Source(axis, index);
            if (source < 0)
                return -1;
            origin += source * step;
            step *= _inputs[axis];
        }
        return origin;
    }

    /// <summary>The input index of an output index of the last axis; -1 = the constant.</summary>
    public readonly nint Source(nint index) => Source(Rank - 1, index);

    private readonly nint Source(int axis, nint index)
    {
        var (before, extent) = (_before[axis], _inputs[axis]);
        var first = Math.Max(0, -before);
        var after = _outputs[axis] - extent - before;
        var kept = extent - first - Math.Max(0, -after);
        var position = index - Math.Max(0, before);
        if (position >= 0 && position < kept)
            return first + position;
        return _mode switch
        {
            PadMode.Edge => first + Math.Clamp(position, 0, kept - 1),
            PadMode.Wrap => first + Modulo(position, kept),
            PadMode.Reflect => first + Mirror(position, kept),
            _ => -1,
        };
    }

    private static nint Mirror(nint position, nint extent)
    {
        if (extent == 1)
            return 0;
        var folded = Modulo(position, 2 * (extent - 1));
        return folded < extent ? folded : (2 * (extent - 1)) - folded;
    }

    private static nint Modulo(nint value, nint divisor) => value % divisor is var rest && rest < 0 ? rest + divisor : rest;
}
