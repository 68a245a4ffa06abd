// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>Rounding of a real to an integer.</summary>
internal static class Integers
{
    public static double Round(double x, Ties ties) => ties switch
    {
        Ties.ToEven => Math.Round(x, MidpointRounding.ToEven),
        Ties.AwayFromZero => Math.Round(x, MidpointRounding.AwayFromZero),
        Ties.Down => Math.Ceiling(x - 0.5),
        Ties.Up => Math.Floor(x + 0.5),
        Ties.TowardZero => x < 0 ? Math.Floor(x + 0.5) : Math.Ceiling(x - 0.5),
        _ => throw new ArgumentOutOfRangeException(nameof(ties)),
    };
}
