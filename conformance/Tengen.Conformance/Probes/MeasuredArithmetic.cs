// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Probes;

/// <summary>The arithmetic that single steps of a sum showed.</summary>
internal sealed record MeasuredArithmetic
{
    /// <summary>Significand bits of running sums: the least t with 1 + 2^-t rounded.</summary>
    public required int AccumulatorBits { get; init; }

    /// <summary>True when no term that the storage holds was too small: <see cref="AccumulatorBits"/> is a lower bound.</summary>
    public required bool IsAccumulatorWider { get; init; }

    /// <summary>1 + 3/4 ulp gave 1.</summary>
    public required bool Truncates { get; init; }

    /// <summary>Significand bits that factors and terms keep.</summary>
    public required int InputBits { get; init; }

    /// <summary>Products enter the sum unrounded.</summary>
    public required bool IsFused { get; init; }

    public required bool FlushesInputs { get; init; }

    public required bool FlushesOutputs { get; init; }

    /// <summary>Twice the largest number is finite.</summary>
    public required bool Saturates { get; init; }

    public required bool LosesNaN { get; init; }
}
