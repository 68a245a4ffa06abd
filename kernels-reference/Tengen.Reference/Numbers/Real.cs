// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>A real constant to 106 bits: the unevaluated sum of two doubles, |Lo| at most half an ulp of Hi.</summary>
public readonly record struct Real(double Hi, double Lo = 0)
{
    public static implicit operator Real(double value) => new(value);

    /// <summary>This real moved by <paramref name="distance"/>, to 106 bits; Inf and NaN carry a zero low word.</summary>
    public Real Plus(double distance)
    {
        var (high, error) = ErrorFree.Sum(Hi, distance);
        if (!double.IsFinite(high))
            return new(high);
        var (sum, rest) = ErrorFree.FastSum(high, error + Lo);
        return new(sum, rest);
    }
}
