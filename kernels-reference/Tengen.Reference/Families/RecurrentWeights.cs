// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>The weights and biases of a recurrent layer: inputs 1 (W), 2 (R) and 3 (B), gate by gate. Source: ONNX LSTM-22, GRU-22.</summary>
internal sealed class RecurrentWeights<T>(KernelContext<T> context, int gates) where T : unmanaged, INumber<T>
{
    private readonly T[] _w = context.Numbers(1);
    private readonly T[] _r = context.Numbers(2);
    private readonly T[]? _b = context.HasInput(3) ? context.Numbers(3) : null;

    public int Size { get; } = context.InputDims(1)[2];

    public int Hidden { get; } = context.InputDims(2)[2];

    /// <summary>One unit of one gate before its activation: input and state times their weights, both biases, and further terms, summed in any order.</summary>
    public T Unit(int direction, int gate, int unit, T[] x, T[] h, params ReadOnlySpan<(T Left, T Right)> further)
    {
        var row = (direction * gates + gate) * Hidden + unit;
        List<T> left = [.. x, .. h];
        List<T> right = [.. _w.AsSpan(row * Size, Size), .. _r.AsSpan(row * Hidden, Hidden)];
        foreach (var (one, other) in further)
            (left, right) = ([.. left, one], [.. right, other]);
        if (_b is not null)
            (left, right) = ([.. left, T.Exact(1), T.Exact(1)], [.. right, Bias(direction, gate, unit), Bias(direction, gates + gate, unit)]);
        return T.Dot(new Strided<T>(left.ToArray()), new Strided<T>(right.ToArray()), T.Exact(0));
    }

    /// <summary>The input's part of <see cref="Unit"/>, with its bias.</summary>
    public T OfInput(int direction, int gate, int unit, T[] x) => Part(_w, Size, x, direction, gate, gate, unit);

    /// <summary>The state's part of <see cref="Unit"/>, with its bias.</summary>
    public T OfState(int direction, int gate, int unit, T[] h) => Part(_r, Hidden, h, direction, gate, gates + gate, unit);

    private T Part(T[] weights, int size, T[] values, int direction, int gate, int bias, int unit) =>
        T.Dot(new Strided<T>(weights, ((direction * gates + gate) * Hidden + unit) * size, 1, size), new Strided<T>(values), _b is null ? T.Exact(0) : Bias(direction, bias, unit));

    private T Bias(int direction, int gate, int unit) => _b![(direction * 2 * gates + gate) * Hidden + unit];
}
