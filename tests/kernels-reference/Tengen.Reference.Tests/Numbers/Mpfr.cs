// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Reference.Tests.Numbers;

/// <summary>Functions to 240 bits from GNU MPFR. Tests only: it is LGPL and not part of what ships.</summary>
internal static unsafe partial class Mpfr
{
    private const int Precision = 240;

    public delegate int Unary(Number* result, Number* argument, int rounding);

    [StructLayout(LayoutKind.Sequential)]
    public struct Number
    {
        public nint Precision;
        public int Sign;
        public nint Exponent;
        public nint Limbs;
    }

    /// <summary>Null when the library is not installed.</summary>
    private static readonly nint Library = NativeLibrary.TryLoad("libmpfr.so.6", out var handle) ? handle : 0;

    public static void Require() => Assert.SkipUnless(Library != 0, "libmpfr.so.6 is not installed (apt-get install libmpfr6): the double-double functions are not checked");

    public static Unary Find(string function)
    {
        var entry = (delegate* unmanaged[Cdecl]<Number*, Number*, int, int>)NativeLibrary.GetExport(Library, "mpfr_" + function);
        return (result, argument, rounding) => entry(result, argument, rounding);
    }

    /// <summary>|(high + low) / f(x) - 1|.</summary>
    public static double RelativeError(Unary function, double x, double high, double low)
    {
        Number argument, result;
        Initialize(&argument, Precision);
        Initialize(&result, Precision);
        _ = Set(&argument, x, 0);
        function(&result, &argument, 0);
        var value = Get(&result, 0);
        _ = Subtract(&result, &result, high, 0);
        _ = Subtract(&result, &result, low, 0);
        var difference = Get(&result, 0);
        Clear(&argument);
        Clear(&result);
        return value == 0 ? Math.Abs(difference) : Math.Abs(difference / value);
    }

    [LibraryImport("libmpfr.so.6", EntryPoint = "mpfr_init2")]
    private static partial void Initialize(Number* number, nint precision);

    [LibraryImport("libmpfr.so.6", EntryPoint = "mpfr_set_d")]
    private static partial int Set(Number* number, double value, int rounding);

    [LibraryImport("libmpfr.so.6", EntryPoint = "mpfr_get_d")]
    private static partial double Get(Number* number, int rounding);

    [LibraryImport("libmpfr.so.6", EntryPoint = "mpfr_sub_d")]
    private static partial int Subtract(Number* result, Number* left, double right, int rounding);

    [LibraryImport("libmpfr.so.6", EntryPoint = "mpfr_clear")]
    private static partial void Clear(Number* number);
}
