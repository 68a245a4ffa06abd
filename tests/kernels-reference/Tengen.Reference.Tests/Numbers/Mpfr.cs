// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Tests.Numbers;

/// <summary>The few calls of GNU MPFR that the tests need, over the system's libmpfr. Every function yields a number of 320 bits. One thread.</summary>
internal sealed unsafe class Mpfr
{
    private const int Precision = 320;
    private readonly nint _library;
    private readonly byte* _x = New();
    private readonly byte* _y = New();
    private readonly byte* _result = New();
    private static nint s_library;

    private Mpfr(nint library) => _library = library;

    public static Mpfr? TryLoad()
    {
        if (!NativeLibrary.TryLoad("libmpfr.so.6", out s_library))
            return null;
        var mpfr = new Mpfr(s_library);
        return mpfr;
    }

    /// <summary>The relative error of <paramref name="actual"/> as the function of <paramref name="x"/>.</summary>
    public double RelativeError(Function function, double x, DoubleDouble actual)
    {
        Set(_x, x);
        Evaluate(function);
        return Compare(actual);
    }

    public double RelativeErrorOfPow(double x, double y, DoubleDouble actual)
    {
        Set(_x, x);
        Set(_y, y);
        Binary("mpfr_pow", _result, _x, _y);
        return Compare(actual);
    }

    private double Compare(DoubleDouble actual)
    {
        WithDouble("mpfr_sub_d", _y, _result, actual.Hi);
        WithDouble("mpfr_sub_d", _y, _y, actual.Lo);
        Binary("mpfr_div", _y, _y, _result);
        return Math.Abs(((delegate* unmanaged<byte*, int, double>)Export("mpfr_get_d"))(_y, 0));
    }

    private void Evaluate(Function function)
    {
        switch (function)
        {
            case Function.Reciprocal: WithDoubleFirst("mpfr_d_div", _result, 1, _x); break;
            case Function.Sigmoid:
                WithDoubleFirst("mpfr_d_sub", _result, 0, _x);
                Unary("mpfr_exp", _result, _result);
                WithDouble("mpfr_add_d", _result, _result, 1);
                WithDoubleFirst("mpfr_d_div", _result, 1, _result);
                break;
            case Function.Softplus:
                Unary("mpfr_exp", _result, _x);
                Unary("mpfr_log1p", _result, _result);
                break;
            case Function.ReciprocalSqrt: Unary("mpfr_rec_sqrt", _result, _x); break;
            default:
#pragma warning disable CA1308 // C symbols are lower case.
                Unary("mpfr_" + function.ToString().ToLowerInvariant(), _result, _x);
#pragma warning restore CA1308
                break;
        }
    }

    private static byte* New()
    {
        var number = (byte*)NativeMemory.AllocZeroed(32);
        ((delegate* unmanaged<byte*, nint, void>)NativeLibrary.GetExport(s_library, "mpfr_init2"))(number, Precision);
        return number;
    }

    private nint Export(string name) => NativeLibrary.GetExport(_library, name);

    private void Set(byte* number, double value) => ((delegate* unmanaged<byte*, double, int, int>)Export("mpfr_set_d"))(number, value, 0);

    private void Unary(string name, byte* to, byte* x) => ((delegate* unmanaged<byte*, byte*, int, int>)Export(name))(to, x, 0);

    private void Binary(string name, byte* to, byte* x, byte* y) => ((delegate* unmanaged<byte*, byte*, byte*, int, int>)Export(name))(to, x, y, 0);

    private void WithDouble(string name, byte* to, byte* x, double y) => ((delegate* unmanaged<byte*, byte*, double, int, int>)Export(name))(to, x, y, 0);

    private void WithDoubleFirst(string name, byte* to, double x, byte* y) => ((delegate* unmanaged<byte*, double, byte*, int, int>)Export(name))(to, x, y, 0);
}
