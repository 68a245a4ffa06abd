// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>The answer to a comparison of inexactly known numbers.</summary>
public enum Truth : byte
{
    No,
    Yes,
    Maybe,
}

/// <summary>What rounding to an integer does half-way.</summary>
public enum Ties : byte
{
    ToEven,
    AwayFromZero,
    Down,
    Up,
    TowardZero,
}
