// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Cases;

/// <summary>The range of a floating-point format that data sets aim at; that of f32 for dtypes of less than 8 bits or without a significand.</summary>
public readonly record struct FloatRange(Format Format)
{
    public double Largest => Format.Largest;

    public double SmallestNormal => Format.SmallestNormal;

    public double Smallest => Format.SmallestSubnormal;

    public static FloatRange Of(DType type) => new(Formats.Find(type) is { Bits: >= 8 } format ? format : Formats.Float32);
}
