// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>The axis that ScatterElements writes along.</summary>
/// <param name="Count">Updates along it.</param>
/// <param name="FromStep">Updates from one to the next.</param>
/// <param name="Extent">Elements of the output along it.</param>
/// <param name="ToStep">Elements from one to the next.</param>
internal readonly record struct ScatterAxis(nint Count, nint FromStep, nint Extent, nint ToStep);

/// <summary>
/// ScatterElements into an output that already holds the data. Updates of one line along the axis are applied in their order; lines do not
/// meet. One item is some lines.
/// </summary>
/// <param name="lines">The updates without the axis; read steps are the updates', written steps the output's.</param>
internal readonly unsafe struct ElementScattering<T, TRule>(T* updates, Indices indices, T* to, Box lines, ScatterAxis axis) : IParallelBody
    where T : unmanaged where TRule : IScatterRule<T>
{
    private const int UpdatesPerItem = 8192;

    private readonly Box _lines = lines;

    public int Items => axis.Count == 0 ? 0 : checked((int)((_lines.Count + LinesPerItem - 1) / LinesPerItem));

    private nint LinesPerItem => Math.Max(1, UpdatesPerItem / axis.Count);

    public void Run(int item, int worker)
    {
        var cursor = new BoxCursor(in _lines, _lines.Rank, item * LinesPerItem);
        var count = Math.Min(LinesPerItem, (nint)(_lines.Count - item * LinesPerItem));
        for (nint line = 0; line < count; line++)
        {
            for (nint i = 0; i < axis.Count; i++)
            {
                var update = cursor.From + i * axis.FromStep;
                var target = to + cursor.To + indices.At(update, axis.Extent) * axis.ToStep;
                *target = TRule.Apply(*target, updates[update]);
            }
            cursor.Advance(in _lines);
        }
    }
}

/// <summary>ScatterND into an output that already holds the data; tuples are applied in their order. One item is a part of every run.</summary>
internal readonly unsafe struct TupleScattering<T, TRule>(T* updates, Indices indices, T* to, TupleShape shape) : IParallelBody
    where T : unmanaged where TRule : IScatterRule<T>
{
    private const int Part = 8192;

    public int Items => checked((int)((shape.Run + Part - 1) / Part));

    public void Run(int item, int worker)
    {
        var first = (nint)item * Part;
        var length = Math.Min(Part, shape.Run - first);
        for (nint tuple = 0; tuple < shape.Tuples; tuple++)
        {
            var target = to + shape.Origin(in indices, tuple) + first;
            var source = updates + tuple * shape.Run + first;
            for (nint i = 0; i < length; i++)
                target[i] = TRule.Apply(target[i], source[i]);
        }
    }
}
