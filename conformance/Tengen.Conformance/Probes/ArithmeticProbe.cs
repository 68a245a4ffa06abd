// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Probes;

/// <summary>
/// What single steps of a device's sum show: bits kept by inputs and by the accumulator, rounding, fused products, subnormal numbers,
/// overflow, NaN. All sums have at most two steps that round, so that every order gives the same.
/// </summary>
internal sealed class ArithmeticProbe
{
    private readonly SumVehicle _vehicle;
    private readonly (int One, int Other, int Last) _at;
    private readonly List<(double[] Terms, double Factor)> _runs = [];
    private readonly int _bits;
    private readonly int _reach;

    /// <param name="vehicle">The sum.</param>
    /// <param name="tree">Its order; null when it does not show.</param>
    public ArithmeticProbe(SumVehicle vehicle, SummationTree? tree)
    {
        _vehicle = vehicle;
        _bits = vehicle.Storage.Precision;
        _reach = Math.Min(60, -Math.ILogB(vehicle.Storage.SmallestNormal) - 1);
        _at = Places(tree);
        for (var t = 1; t <= _reach; t++)
            Add(1, Math.ScaleB(1, -t), -1);
        for (var t = 1; t <= _reach; t++)
            Add(1, Math.ScaleB(1.5, -t), -1);
        for (var t = 1; t < _bits; t++)
            Add(1 + Math.ScaleB(1, -t), 0, 0);
        for (var t = 1; t < _bits; t++)
            Add(1, 0, 0, 1 + Math.ScaleB(1, -t));
        var half = _bits / 2;
        Add(-1, 1 + Math.ScaleB(1, -half), 0, 1 + Math.ScaleB(1, half - _bits));
        Add(1 + Math.ScaleB(1, -half), -1, 0, 1 + Math.ScaleB(1, half - _bits));
        _runs.Add(([.. Enumerable.Repeat(vehicle.Storage.SmallestNormal / 2, vehicle.Count)], 1));
        Add(1.5 * vehicle.Storage.SmallestNormal, -vehicle.Storage.SmallestNormal, 0);
        Add(vehicle.Storage.Largest, vehicle.Storage.Largest, 0);
        Add(double.NaN, 1, 0);
    }

    /// <summary>The terms and the factor of every run that is needed.</summary>
    public IReadOnlyList<(double[] Terms, double Factor)> Runs => _runs;

    /// <summary>What the sums of <see cref="Runs"/> tell.</summary>
    public MeasuredArithmetic Read(IReadOnlyList<double> sums)
    {
        var next = new Queue<double>(sums);
        double[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => next.Dequeue())];
        var (kept, above) = (Take(_reach), Take(_reach));
        var (terms, factors) = (Take(_bits - 1), Take(_bits - 1));
        var fused = Take(2);
        var (inputs, outputs, largest, nan) = (next.Dequeue(), next.Dequeue(), next.Dequeue(), next.Dequeue());
        var width = Enumerable.Range(1, _reach).FirstOrDefault(t => kept[t - 1] != Math.ScaleB(1, -t), _reach + 1);
        var unrounded = Math.ScaleB(1, -(_bits / 2)) + Math.ScaleB(1, -_bits);
        return new MeasuredArithmetic
        {
            AccumulatorBits = width,
            IsAccumulatorWider = width > _reach,
            Truncates = width <= _reach && above[width - 1] == 0,
            InputBits = Math.Min(Bits(terms), _vehicle.HasProducts ? Bits(factors) : _bits),
            IsFused = _vehicle.HasProducts && fused.Any(sum => Math.Abs(sum) == unrounded),
            FlushesInputs = inputs == 0,
            FlushesOutputs = outputs == 0,
            Saturates = double.IsFinite(largest),
            LosesNaN = !double.IsNaN(nan),
        };
    }

    private static int Bits(double[] results) => Enumerable.Range(1, results.Length).FirstOrDefault(t => results[t - 1] != 1 + Math.ScaleB(1, -t), results.Length + 1);

    private void Add(double one, double other, double last, double factor = 1)
    {
        var terms = new double[_vehicle.Count];
        (terms[_at.One], terms[_at.Other], terms[_at.Last]) = (one, other, last);
        _runs.Add((terms, factor));
    }

    /// <summary>Two terms that are added to each other before the third is.</summary>
    private (int, int, int) Places(SummationTree? tree)
    {
        if (tree is null)
            return (0, 1, 2);
        var pair = tree;
        while (pair.Children.FirstOrDefault(child => child.Count >= 2) is { } inner)
            pair = inner;
        int[] near = [.. pair.Terms.Order().Take(2)];
        var rest = Enumerable.Range(0, _vehicle.Count).Where(term => !near.Contains(term)).ToList();
        return (near[0], near[1], rest.FirstOrDefault(term => tree.Smallest(near[0], term).Count > pair.Count, rest[0]));
    }
}
