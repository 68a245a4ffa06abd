// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Attention;

/// <summary>
/// Turns the pairs of numbers of each head by the angles of its position: (a, b) becomes (a cos - b sin, a sin + b cos). Products and sums
/// are rounded one by one. One item is some rows. Source: ONNX RotaryEmbedding.
/// </summary>
internal unsafe struct Rotation : IParallelBody
{
    private const int NumbersPerItem = 4096;

    public RotaryShape Shape;
    public HeadRows<float> Input, Output;

    /// <summary>Lines of <see cref="RotaryShape.Half"/> numbers, one an angle.</summary>
    public float* Cosines, Sines;

    /// <summary>Which line a position takes, batch by batch; without them each has its own.</summary>
    public Indices? Positions;

    /// <summary>Lines.</summary>
    public nint Angles;

    public readonly int Items => checked((int)((Count + RowsPerItem - 1) / RowsPerItem));

    private readonly long Count => (long)Shape.Batch * Shape.Heads * Shape.Rows;

    private readonly int RowsPerItem => Math.Max(1, NumbersPerItem / Math.Max(1, Shape.Size));

    public readonly void Run(int item, int worker)
    {
        var end = (int)Math.Min(Count, (item + 1L) * RowsPerItem);
        for (var index = item * RowsPerItem; index < end; index++)
        {
            var (row, head, batch) = (index % Shape.Rows, index / Shape.Rows % Shape.Heads, index / Shape.Rows / Shape.Heads);
            var position = (nint)batch * Shape.Rows + row;
            var angle = (Positions?.At(position, Angles) ?? position) * Shape.Half;
            var from = Input.At(batch, head, row);
            var to = Output.At(batch, head, row);
            if (Shape.Interleaved)
                Neighbours(from, to, Cosines + angle, Sines + angle);
            else
                Halves(from, to, Cosines + angle, Sines + angle);
            var (turned, kept) = (2 * Shape.Half, Shape.Size - 2 * Shape.Half);
            new Span<float>(from + turned, kept).CopyTo(new Span<float>(to + turned, kept));
        }
    }

    private readonly void Halves(float* from, float* to, float* cosines, float* sines)
    {
        var (i, half) = (0, Shape.Half);
        for (; i <= half - Vector<float>.Count; i += Vector<float>.Count)
        {
            var (a, b, cosine, sine) = (Vector.Load(from + i), Vector.Load(from + half + i), Vector.Load(cosines + i), Vector.Load(sines + i));
            (cosine * a - sine * b).Store(to + i);
            (sine * a + cosine * b).Store(to + half + i);
        }
        for (; i < half; i++)
        {
            var (a, b) = (from[i], from[half + i]);
            to[i] = cosines[i] * a - sines[i] * b;
            to[half + i] = sines[i] * a + cosines[i] * b;
        }
    }

    private readonly void Neighbours(float* from, float* to, float* cosines, float* sines)
    {
        var i = 0;
        var (twice, swapped, signs) = (Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3), Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6), Vector256.Create(-1f, 1, -1, 1, -1, 1, -1, 1));
        for (; i <= Shape.Half - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            var pairs = Vector256.Load(from + 2 * i);
            var cosine = Vector256.Shuffle(Vector128.Load(cosines + i).ToVector256(), twice);
            var sine = Vector256.Shuffle(Vector128.Load(sines + i).ToVector256(), twice) * signs;
            (cosine * pairs + sine * Vector256.Shuffle(pairs, swapped)).Store(to + 2 * i);
        }
        for (; i < Shape.Half; i++)
        {
            var (a, b) = (from[2 * i], from[2 * i + 1]);
            to[2 * i] = cosines[i] * a - sines[i] * b;
            to[2 * i + 1] = sines[i] * a + cosines[i] * b;
        }
    }
}
