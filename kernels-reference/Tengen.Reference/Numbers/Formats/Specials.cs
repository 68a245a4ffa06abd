// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>What a format's codes mean besides numbers.</summary>
internal enum Specials
{
    /// <summary>All-ones exponent: Inf, and NaN where the fraction is not zero.</summary>
    Ieee,

    /// <summary>All bits but the sign set: NaN. No Inf.</summary>
    AllOnesNaN,

    /// <summary>The code of -0 is the only NaN. No Inf, no -0.</summary>
    UnsignedZero,

    /// <summary>Every code is a number.</summary>
    None,
}
