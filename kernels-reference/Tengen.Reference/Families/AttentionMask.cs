// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Which keys a query attends, and what a mask of numbers adds to its scores. Source: ONNX Attention-25.</summary>
internal sealed class AttentionMask<T> where T : unmanaged, INumber<T>
{
    private readonly AttentionLayout _layout;
    private readonly bool _isCausal;
    private readonly (long Left, long Right) _window;
    private readonly Int128[]? _lengths;
    private readonly Func<int, int, double>? _mask;
    private readonly T[]? _added;
    private readonly Broadcast? _rows;
    private readonly int _width;

    public AttentionMask(KernelContext<T> context, AttentionLayout layout)
    {
        _layout = layout;
        _isCausal = context.Attributes.Int("is_causal", 0) != 0;
        _window = (context.Attributes.Int("left_window_size", -1), context.Attributes.Int("right_window_size", -1));
        _lengths = context.HasInput(6) ? context.Integers(6) : null;
        if (!context.HasInput(3))
            return;
        var dims = context.InputDims(3);
        _width = dims[^1];
        _rows = new Broadcast(dims.AsSpan()[..^1], [layout.Batch, layout.Heads, layout.Queries]);
        var isBool = context.InputType(3) == DType.Bool;
        var exact = isBool ? Array.ConvertAll(context.Integers(3), value => value != 0 ? 0 : double.NegativeInfinity) : context.Exact(3);
        _mask = (row, key) => key < _width ? exact[row + key] : double.NegativeInfinity;
        _added = isBool ? null : context.Numbers(3);
    }

    /// <summary>False for a key that a rule excludes or to which the mask adds -Inf: its weight is zero.</summary>
    public bool Attends(int batch, int head, int query, int key)
    {
        var length = _lengths is null ? 0 : (int)_lengths[batch];
        var at = query + (_layout.Past > 0 || _lengths is null ? _layout.Past : length - _layout.Queries);
        return (_lengths is null || key < length)
            && (!_isCausal || key <= at)
            && (_window.Left < 0 || key >= at - _window.Left)
            && (_window.Right < 0 || key <= at + _window.Right)
            && (_mask is null || !double.IsNegativeInfinity(_mask(Row(batch, head, query), key)));
    }

    /// <summary>The score with what the mask adds to it.</summary>
    public T Added(T score, int batch, int head, int query, int key) => _added is null ? score : score + _added[Row(batch, head, query) + key];

    private int Row(int batch, int head, int query) => _rows![(batch * _layout.Heads + head) * _layout.Queries + query] * _width;
}
