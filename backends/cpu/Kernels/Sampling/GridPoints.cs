// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Sampling;

/// <summary>
/// What some points of a grid read of a channel, and what it weighs, tap by tap: tap t of point i stands at <c>t * Step + i</c>. A weight is
/// the product of those of the axes, rounded once.
/// </summary>
internal readonly unsafe struct GridPoints<T> where T : unmanaged, INumber<T>
{
    private const int MostPoints = 256;
    private const int LeastPoints = 16;
    private const int Entries = 8192;

    private readonly GridShape _shape;
    private readonly GridRule _rule;
    private readonly double* _products;
    private readonly int* _places;

    /// <param name="memory"><see cref="Bytes"/>, aligned to 8.</param>
    /// <param name="shape">The tensors.</param>
    /// <param name="rule">How points become elements.</param>
    public GridPoints(byte* memory, GridShape shape, GridRule rule)
    {
        (_shape, _rule) = (shape, rule);
        (Taps, Step) = (TapsOf(shape, rule), Room(shape, rule));
        _products = (double*)memory;
        Weights = (T*)(_products + Taps);
        Offsets = (int*)(Weights + (nint)Taps * Step);
        _places = Offsets + (nint)Taps * Step;
    }

    public readonly int Taps;

    public readonly int Step;

    public readonly T* Weights;

    /// <summary>Elements of the channel; below 0 = 0 is read.</summary>
    public readonly int* Offsets;

    /// <summary>Points that are found at once.</summary>
    public static int Room(GridShape shape, GridRule rule) => Math.Clamp(Entries / TapsOf(shape, rule), LeastPoints, MostPoints);

    public static long Bytes(GridShape shape, GridRule rule)
    {
        long taps = TapsOf(shape, rule);
        return (taps * (sizeof(double) + sizeof(int)) + taps * Room(shape, rule) * (sizeof(T) + sizeof(int)) + 63) & -64;
    }

    /// <param name="grid">Positions, the innermost axis first.</param>
    /// <param name="count">At most <see cref="Step"/>.</param>
    public void Find(double* grid, int count)
    {
        for (var point = 0; point < count; point++, grid += _shape.Rank)
        {
            Find(grid);
            for (var tap = 0; tap < Taps; tap++)
            {
                Weights[(nint)tap * Step + point] = T.CreateTruncating(_products[tap]);
                Offsets[(nint)tap * Step + point] = _places[tap];
            }
        }
    }

    /// <summary>Multiplies the taps of one axis after the other into the products.</summary>
    private void Find(double* position)
    {
        Span<int> elements = stackalloc int[4];
        Span<double> weights = stackalloc double[4];
        var (count, taps) = (1, _rule.Taps);
        (_products[0], _places[0]) = (1, 0);
        for (var axis = 0; axis < _shape.Rank; axis++, count *= taps)
        {
            var extent = _shape.Extents[axis];
            _rule.Find(position[_shape.Rank - 1 - axis], extent, elements, weights);
            for (var known = count - 1; known >= 0; known--)
            {
                var (product, place) = (_products[known], _places[known]);
                for (var tap = taps - 1; tap >= 0; tap--)
                {
                    _products[known * taps + tap] = product * weights[tap];
                    _places[known * taps + tap] = place < 0 || elements[tap] < 0 ? -1 : place * extent + elements[tap];
                }
            }
        }
    }

    private static int TapsOf(GridShape shape, GridRule rule)
    {
        var taps = 1;
        for (var axis = 0; axis < shape.Rank; axis++)
            taps *= rule.Taps;
        return taps;
    }
}
