// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph;

/// <summary>
/// The arithmetic a backend declares for an operator at a dtype (<c>tg_numerics</c>). The tolerance is computed from it, so it is a
/// claim that the suite probes. <c>default</c> is the strictest reading: results as if every step were rounded to nearest in fp32
/// (fp64 for fp64 tensors), inputs not demoted, sums in any order, functions within 4 ulp and an absolute floor of one ulp of 1.
/// </summary>
public sealed record Numerics
{
    public static readonly Numerics Default = new();

    /// <summary>Operator it applies to, as <c>domain.Op</c> or <c>Op</c>; empty for all that have no entry of their own.</summary>
    public string Op { get; init; } = "";

    /// <summary>Tensor dtype it applies to; opaque for all.</summary>
    public DType Type { get; init; }

    /// <summary>Format of sums while they run; opaque means the default.</summary>
    public DType Accumulator { get; init; }

    /// <summary>Format of values between steps inside an operator; opaque means the default.</summary>
    public DType Intermediate { get; init; }

    /// <summary>Format that inputs of products are rounded to first; opaque means none. <see cref="Tf32"/> stands for tf32.</summary>
    public DType Demotion { get; init; }

    public Rounding Rounding { get; init; }

    public Summation Summation { get; init; }

    /// <summary>Products that are aligned and truncated together before they are added (tensor cores); 0 when there is no such step.</summary>
    public int TruncationBlock { get; init; }

    /// <summary>Error of transcendental functions in ulp of their result's format; 0 means 4.</summary>
    public double FunctionUlp { get; init; }

    /// <summary>Absolute error of transcendental functions that holds where the ulp bound does not; 0 means one ulp of 1.</summary>
    public double FunctionFloor { get; init; }

    /// <summary>Permitted forms in use, by the names that the operator's page lists (<c>folded</c>, <c>welford</c>, <c>online</c>).</summary>
    public ImmutableArray<string> Forms { get; init; } = [];

    public NumericFlags Flags { get; init; }

    public Determinism Determinism { get; init; }

    /// <summary>1 sign, 8 exponent and 10 fraction bits in a 32-bit container.</summary>
    public static readonly DType Tf32 = new((uint)TypeCode.Float | (19u << 8) | (1u << 16));
}

/// <summary>How a step rounds.</summary>
public enum Rounding
{
    NearestEven = 0,
    TowardZero = 1,
    NearestAway = 2,
    Stochastic = 3,
}

/// <summary>The order of a sum. Any later member is a claim that the suite probes.</summary>
public enum Summation
{
    Any = 0,
    Sequential = 1,
    Pairwise = 2,
    Blocked = 3,
    Exact = 4,
}

/// <summary>Deviations from IEEE 754 that a backend declares; each one relaxes.</summary>
[Flags]
public enum NumericFlags
{
    None = 0,

    /// <summary>Subnormal inputs may be read as zero of the same sign.</summary>
    FlushInputs = 1,

    /// <summary>Subnormal results may become zero of the same sign.</summary>
    FlushOutputs = 2,

    /// <summary>A finite result beyond the largest number saturates instead of becoming infinite.</summary>
    Saturates = 4,

    /// <summary>NaN inputs may give other results than NaN.</summary>
    NanUndefined = 8,

    /// <summary>Errors are bounded by the norm of the result, not by each element (Winograd, FFT).</summary>
    Normwise = 16,

    /// <summary>The sign of zero may be lost.</summary>
    ZeroSignLost = 32,
}

/// <summary>How repeatable results are.</summary>
public enum Determinism
{
    /// <summary>D0: no promise.</summary>
    None = 0,

    /// <summary>D1: same bits from run to run.</summary>
    RunToRun = 1,

    /// <summary>D2: a row's bits do not depend on the batch around it.</summary>
    BatchInvariant = 2,

    /// <summary>D3: bits do not depend on other queues' work.</summary>
    StreamInvariant = 3,

    /// <summary>D4: bit-exact to a published order.</summary>
    Published = 4,
}
