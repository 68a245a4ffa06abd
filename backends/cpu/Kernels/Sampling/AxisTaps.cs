// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Sampling;

/// <summary>What each output position of an axis reads: <see cref="Count"/> elements with weights.</summary>
internal sealed class AxisTaps
{
    private AxisTaps(SampledAxis axis, int count)
    {
        (Extent, Result, Count) = (axis.Extent, axis.Result, count);
        Indices = new int[axis.Result * count];
        Weights = new double[axis.Result * count];
        IsOutside = new bool[axis.Result];
    }

    public int Extent { get; }

    public int Result { get; }

    public int Count { get; }

    /// <summary>Elements of the input, <see cref="Count"/> for each position.</summary>
    public int[] Indices { get; }

    public double[] Weights { get; }

    /// <summary>The position lies outside the tensor, where an extrapolation value stands.</summary>
    public bool[] IsOutside { get; }

    /// <summary>Every position reads the element at its own place alone.</summary>
    public bool IsIdentity { get; private set; }

    /// <param name="rule">How positions are found and weighed.</param>
    /// <param name="axis">At least one element when there is a result.</param>
    /// <exception cref="ArgumentException">The scale is no positive number that the extents can have.</exception>
    public static AxisTaps Of(SamplingRule rule, SampledAxis axis)
    {
        if (!(axis.Scale > 0) || double.IsInfinity(axis.Scale) || (axis.Extent == 0 && axis.Result > 0))
            throw new ArgumentException($"{axis.Extent} elements cannot be scaled by {axis.Scale} to {axis.Result}");
        var stretch = rule.Antialias ? Math.Min(1, axis.Scale) : 1;
        var reach = rule.Interpolation == Interpolation.Cubic ? 2 / stretch : 1 / stretch;
        if (reach > 4.0 * axis.Extent + 8)
            throw new ArgumentException($"a scale of {axis.Scale} is too small for {axis.Extent} elements");
        var before = (int)Math.Floor(-reach) + 1;
        var taps = new AxisTaps(axis, rule.Interpolation == Interpolation.Nearest ? 1 : 2 - 2 * before);
        for (var x = 0; x < axis.Result; x++)
            taps.Set(rule, x, rule.Position(axis, x), before, stretch);
        taps.IsIdentity = axis.Extent == axis.Result && Enumerable.Range(0, axis.Result).All(taps.ReadsItself);
        return taps;
    }

    private void Set(SamplingRule rule, int x, double position, int before, double stretch)
    {
        IsOutside[x] = rule.Coordinates == CoordinateMode.CropAndResize && (position < 0 || position > Extent - 1);
        var at = x * Count;
        if (rule.Interpolation == Interpolation.Nearest)
        {
            (Indices[at], Weights[at]) = (Clamp(rule.Round(position)), 1);
            return;
        }
        var first = Math.Ceiling(position) - 1 + before;
        var sum = 0.0;
        for (var tap = 0; tap < Count; tap++)
        {
            var element = first + tap;
            var excluded = rule.ExcludeOutside && (element < 0 || element >= Extent);
            Indices[at + tap] = Clamp(element);
            Weights[at + tap] = excluded ? 0 : rule.Weight((element - position) * stretch);
            sum += Weights[at + tap];
        }
        if (stretch < 1 || rule.ExcludeOutside)
            for (var tap = 0; tap < Count; tap++)
                Weights[at + tap] /= sum;
    }

    private bool ReadsItself(int x)
    {
        for (var tap = x * Count; tap < (x + 1) * Count; tap++)
            if (Weights[tap] != 0 && (Indices[tap] != x || (Count > 1 && Weights[tap] != 1)))
                return false;
        return !IsOutside[x];
    }

    private int Clamp(double element) => (int)Math.Clamp(element, 0, Extent - 1);
}
