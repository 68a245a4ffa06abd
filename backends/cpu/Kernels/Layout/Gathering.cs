// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>A tensor seen as [outer, extent, run] of which runs are picked along the middle axis.</summary>
/// <param name="Picks">Runs that are picked of each outer index.</param>
internal readonly record struct PickShape(nint Outer, nint Extent, nint Run, nint Picks);

/// <summary>Gather: runs of elements picked by indices. One item is some runs of the output.</summary>
internal readonly unsafe struct Gathering<T>(T* from, Indices indices, T* to, PickShape shape) : IParallelBody where T : unmanaged
{
    private const int ElementsPerItem = 16384;

    public int Items => shape.Run == 0 ? 0 : checked((int)((shape.Outer * shape.Picks + RunsPerItem - 1) / RunsPerItem));

    private nint RunsPerItem => Math.Max(1, ElementsPerItem / shape.Run);

    public void Run(int item, int worker)
    {
        var first = item * RunsPerItem;
        var end = Math.Min(shape.Outer * shape.Picks, first + RunsPerItem);
        for (var at = first; at < end; at++)
        {
            var (outer, pick) = Math.DivRem(at, shape.Picks);
            var source = from + (outer * shape.Extent + indices.At(pick, shape.Extent)) * shape.Run;
            Runs.Copy(source, to + at * shape.Run, shape.Run);
        }
    }
}

/// <summary>GatherElements: single elements picked along an axis. One item is one run of elements of the output.</summary>
/// <param name="box">The output; read steps are the input's, 0 along the axis.</param>
/// <param name="extent">Of the axis.</param>
/// <param name="step">Elements from one index of the axis to the next.</param>
internal readonly unsafe struct ElementGathering<T>(T* from, Indices indices, T* to, Box box, nint extent, nint step) : IParallelBody where T : unmanaged
{
    private const int Chunk = 8192;

    private readonly Box _box = box;

    public int Items => checked((int)((_box.Count + Chunk - 1) / Chunk));

    public void Run(int item, int worker)
    {
        var (inner, innerStep) = _box.Rank == 0 ? (1, 0) : (_box.Dims[_box.Rank - 1], _box.From[_box.Rank - 1]);
        var at = (nint)item * Chunk;
        var end = (nint)Math.Min(_box.Count, (long)at + Chunk);
        var cursor = new BoxCursor(in _box, _box.Rank - 1, at / inner);
        for (var column = at % inner; at < end; column = 0)
        {
            for (; column < inner && at < end; column++, at++)
                to[at] = from[cursor.From + column * innerStep + indices.At(at, extent) * step];
            cursor.Advance(in _box);
        }
    }
}

/// <summary>Tuples of indices that each name a run of elements of a tensor.</summary>
/// <param name="Dims">Extents that the elements of a tuple index.</param>
/// <param name="Steps">Elements from one index to the next.</param>
/// <param name="TuplesPerBatch">Tuples that index the same part of the tensor.</param>
/// <param name="BatchStep">Elements from one part to the next.</param>
internal sealed record TupleShape(nint[] Dims, nint[] Steps, nint Run, nint Tuples, nint TuplesPerBatch, nint BatchStep)
{
    /// <summary>Where the run of a tuple begins.</summary>
    public nint Origin(in Indices indices, nint tuple)
    {
        var origin = tuple / TuplesPerBatch * BatchStep;
        for (var i = 0; i < Dims.Length; i++)
            origin += indices.At(tuple * Dims.Length + i, Dims[i]) * Steps[i];
        return origin;
    }
}

/// <summary>GatherND: runs picked by tuples of indices. One item is some runs of the output.</summary>
internal readonly unsafe struct TupleGathering<T>(T* from, Indices indices, T* to, TupleShape shape) : IParallelBody where T : unmanaged
{
    private const int ElementsPerItem = 16384;

    public int Items => shape.Run == 0 ? 0 : checked((int)((shape.Tuples + RunsPerItem - 1) / RunsPerItem));

    private nint RunsPerItem => Math.Max(1, ElementsPerItem / shape.Run);

    public void Run(int item, int worker)
    {
        var end = Math.Min(shape.Tuples, (item + 1) * RunsPerItem);
        for (var tuple = item * RunsPerItem; tuple < end; tuple++)
            Runs.Copy(from + shape.Origin(in indices, tuple), to + tuple * shape.Run, shape.Run);
    }
}

internal static unsafe class Runs
{
    public static void Copy<T>(T* from, T* to, nint length) where T : unmanaged
    {
        if (length >= 8)
            new ReadOnlySpan<T>(from, (int)length).CopyTo(new Span<T>(to, (int)length));
        else
            for (nint i = 0; i < length; i++)
                to[i] = from[i];
    }
}
