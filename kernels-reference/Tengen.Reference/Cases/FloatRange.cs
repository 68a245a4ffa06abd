// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Cases;

/// <summary>The range of a floating-point format that data sets aim at: largest finite, smallest normal and smallest subnormal number.</summary>
public readonly record struct FloatRange(double Largest, double SmallestNormal, double Smallest)
{
    public static FloatRange Of(DType type) =>
        type == DType.Float16 ? new(65504, Math.ScaleB(1, -14), Math.ScaleB(1, -24)) :
        type == DType.BFloat16 ? new(Math.ScaleB(255, 120), Math.ScaleB(1, -126), Math.ScaleB(1, -133)) :
        type == DType.Float64 ? new(double.MaxValue, Math.ScaleB(1, -1022), double.Epsilon) :
        Formats.Find(type) is { Bits: 8 } narrow ? new(narrow.Largest, narrow.SmallestNormal, narrow.SmallestSubnormal) :
        new(float.MaxValue, Math.ScaleB(1, -126), float.Epsilon);
}
