// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Conversion;

/// <summary>How a number is rounded to float8e8m0.</summary>
internal enum ScaleRounding
{
    /// <summary>To the next power of two that is not below.</summary>
    Up,

    /// <summary>To the next power of two that is not above.</summary>
    Down,

    /// <summary>To the nearest; ties up.</summary>
    Nearest,
}

/// <summary>What the attributes of a cast say.</summary>
/// <param name="Saturate">Out of range gives the largest finite number of an 8-bit format, not infinity or NaN.</param>
internal readonly record struct ConversionRule(bool Saturate, ScaleRounding Rounding)
{
    public static readonly ConversionRule Default = new(true, ScaleRounding.Up);
}
