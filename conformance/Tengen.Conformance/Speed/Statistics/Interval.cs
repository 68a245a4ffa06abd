// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Statistics;

/// <summary>A 95 % confidence interval, both ends included.</summary>
public readonly record struct Interval(double Low, double High)
{
    public const double Confidence = 0.95;

    public double Width => High - Low;

    public bool Contains(double value) => Low <= value && value <= High;
}
