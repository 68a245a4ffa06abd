// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Reference.Numbers;

/// <summary>
/// Error-free transforms of binary64: the rounded result and its exact rounding error. Exact unless something overflows or the error of a
/// product falls below 2^-1074. Source: Dekker 1971; Knuth, TAOCP 4.2.2; Ogita, Rump and Oishi, SIAM J. Sci. Comput. 26(6), 2005.
/// </summary>
internal static class ErrorFree
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Sum, double Error) Sum(double a, double b)
    {
        var sum = a + b;
        var virtualB = sum - a;
        return (sum, a - (sum - virtualB) + (b - virtualB));
    }

    /// <summary>
    /// The sum rounded to odd: inexact ones end in a 1, so that rounding them once more to a shorter format is as if the sum had been exact.
    /// Source: Boldo and Melquiond, IEEE Trans. Computers 57(4), 2008.
    /// </summary>
    public static double SumToOdd(double a, double b)
    {
        var (sum, error) = Sum(a, b);
        if (error == 0 || !double.IsFinite(sum) || (BitConverter.DoubleToInt64Bits(sum) & 1) != 0)
            return sum;
        return error > 0 ? Math.BitIncrement(sum) : Math.BitDecrement(sum);
    }

    /// <summary>Needs |a| at least |b|, or a zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Sum, double Error) FastSum(double a, double b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Product, double Error) Product(double a, double b)
    {
        var product = a * b;
        return (product, Math.FusedMultiplyAdd(a, b, -product));
    }
}
