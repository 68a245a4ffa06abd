// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Sampling;

/// <summary>
/// Resamples the middle axis of [outer, extent, inner] to [outer, result, inner]: each element is a sum of taps. One item is some lines
/// of the output.
/// </summary>
internal readonly unsafe struct AxisPass<T> : IParallelBody where T : unmanaged, INumber<T>
{
    private const int ElementsPerItem = 4096;

    private readonly T* _from;
    private readonly T* _to;
    private readonly AxisTaps _taps;
    private readonly T[] _weights;
    private readonly nint _outer;
    private readonly nint _inner;

    public AxisPass(T* from, T* to, AxisTaps taps, nint outer, nint inner)
    {
        _from = from;
        _to = to;
        (_taps, _outer, _inner) = (taps, outer, inner);
        _weights = [.. taps.Weights.Select(T.CreateTruncating)];
    }

    public int Items => _inner == 0 ? 0 : checked((int)((_outer * _taps.Result + LinesPerItem - 1) / LinesPerItem));

    private nint LinesPerItem => Math.Max(1, ElementsPerItem / _inner);

    public void Run(int item, int worker)
    {
        var first = item * LinesPerItem;
        var end = Math.Min(_outer * _taps.Result, first + LinesPerItem);
        for (var line = first; line < end; line++)
        {
            var (outer, x) = Math.DivRem(line, _taps.Result);
            Line(_from + outer * _taps.Extent * _inner, _to + line * _inner, (int)x * _taps.Count);
        }
    }

    private void Line(T* source, T* target, int tap)
    {
        var indices = _taps.Indices.AsSpan(tap, _taps.Count);
        var weights = _weights.AsSpan(tap, _taps.Count);
        nint i = 0;
        for (; i <= _inner - Vector<T>.Count; i += Vector<T>.Count)
        {
            var sum = Vector<T>.Zero;
            for (var t = 0; t < indices.Length; t++)
                sum += Vector.Load(source + indices[t] * _inner + i) * weights[t];
            sum.Store(target + i);
        }
        for (; i < _inner; i++)
        {
            var sum = T.Zero;
            for (var t = 0; t < indices.Length; t++)
                sum += source[indices[t] * _inner + i] * weights[t];
            target[i] = sum;
        }
    }
}
