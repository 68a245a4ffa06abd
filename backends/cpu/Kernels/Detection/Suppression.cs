// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Detection;

/// <summary>
/// Takes boxes by falling score, of equal ones the first, unless they overlap one taken before by more than a threshold; NaN is the lowest
/// score. One item is one class of one batch. Source: ONNX NonMaxSuppression.
/// </summary>
internal unsafe struct Suppression : IParallelBody
{
    public int Batch, Classes, Boxes;

    /// <summary>Four numbers a box.</summary>
    public float* Places;

    public float* Scores;

    /// <summary>Boxes are centers with widths and heights; otherwise two corners.</summary>
    public bool IsCentered;

    /// <summary>Boxes that are taken of one item.</summary>
    public long Most;

    public double Overlap;

    /// <summary>Lower scores are dropped; null = none is.</summary>
    public double? LeastScore;

    /// <summary><see cref="Boxes"/> for each item; the boxes taken are left at its beginning, in their lower halves.</summary>
    public ulong* Order;

    /// <summary>Boxes taken of each item.</summary>
    public int* Taken;

    /// <summary><see cref="TakenBoxes.Bytes"/> for each worker.</summary>
    public byte* Scratch;

    public readonly int Items => checked(Batch * Classes);

    public readonly void Run(int item, int worker)
    {
        var order = Order + (nint)item * Boxes;
        var candidates = Most > 0 ? Rank(Scores + (nint)item * Boxes, order) : 0;
        var places = Places + (nint)(item / Classes) * Boxes * 4;
        var taken = new TakenBoxes(Scratch + worker * TakenBoxes.Bytes(Boxes), Boxes);
        for (var i = 0; i < candidates && taken.Count < Most; i++)
        {
            var box = Box.Of(places + (nint)(uint)order[i] * 4, IsCentered);
            if (taken.IsOverlapped(box, Overlap))
                continue;
            order[taken.Count] = (uint)order[i];
            taken.Add(box);
        }
        Taken[item] = taken.Count;
    }

    /// <summary>Orders the boxes whose score is enough: the higher half of a key falls with the score, the lower one is the box.</summary>
    private readonly int Rank(float* scores, ulong* order)
    {
        var count = 0;
        for (var box = 0; box < Boxes; box++)
            if (!(scores[box] < LeastScore))
                order[count++] = (ulong)~Ascending(scores[box]) << 32 | (uint)box;
        new Span<ulong>(order, count).Sort();
        return count;
    }

    /// <summary>Bits that rise with a number; both zeros have the same.</summary>
    private static uint Ascending(float number)
    {
        if (float.IsNaN(number))
            return 0;
        var bits = BitConverter.SingleToUInt32Bits(number + 0f);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }
}
