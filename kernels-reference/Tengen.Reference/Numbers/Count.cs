// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>Counts floating-point operations: an addition, multiplication, division, comparison or function is one. Values are not computed.</summary>
public readonly struct Count : INumber<Count>
{
    private static long _operations;

    /// <summary>Operations since <see cref="Reset"/>. One pass at a time in a process.</summary>
    public static long Operations => _operations;

    public static void Reset() => _operations = 0;

    public static Count Input(double element, DType type) => default;

    public static Count Exact(double literal) => default;

    public static Count Constant(Real value) => default;

    public static Count operator +(Count left, Count right) => Add(1);

    public static Count operator -(Count left, Count right) => Add(1);

    public static Count operator *(Count left, Count right) => Add(1);

    public static Count operator /(Count left, Count right) => Add(1);

    public static Count operator -(Count value) => default;

    public static Count Max(Count left, Count right) => Add(1);

    public static Count Min(Count left, Count right) => Add(1);

    public static Count Abs(Count value) => default;

    public static Count Apply(Function function, Count argument) => Add(1);

    public static Count Pow(Count @base, Count exponent) => Add(1);

    public static Count Sum(Strided<Count> terms) => Add(Math.Max(0, terms.Count - 1));

    public static Count Dot(Strided<Count> left, Strided<Count> right, Count initial) => Add(2L * left.Count);

    public static Count Round(Count value, DType to) => default;

    public static Count RoundToInteger(Count value, Ties ties) => Add(1);

    public static Count IfLess(Count left, Count right, Count yes, Count no) => Add(1);

    private static Count Add(long operations)
    {
        _operations += operations;
        return default;
    }
}
