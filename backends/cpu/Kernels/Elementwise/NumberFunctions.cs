// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>The least integer stays as it is, where ONNX is silent.</summary>
internal readonly struct AbsFunction : INumberFunction
{
    public static bool HasVector => true;

    public static T Invoke<T>(T x) where T : INumber<T> => T.IsNegative(x) ? unchecked(-x) : x;

    public static Vector<T> Invoke<T>(Vector<T> x) => Vector.Abs(x);
}

/// <summary>The least integer stays as it is, where ONNX is silent.</summary>
internal readonly struct NegFunction : INumberFunction
{
    public static T Invoke<T>(T x) where T : INumber<T> => unchecked(-x);
}

/// <summary>-1, 0 or 1; NaN stays NaN.</summary>
internal readonly struct SignFunction : INumberFunction
{
    public static T Invoke<T>(T x) where T : INumber<T>
    {
        if (T.IsZero(x))
            return T.Zero;
        return T.IsNaN(x) ? x : T.IsNegative(x) ? -T.One : T.One;
    }
}

/// <summary>max(x, 0); NaN stays NaN.</summary>
internal readonly struct ReluFunction : INumberFunction
{
    public static bool HasVector => true;

    public static T Invoke<T>(T x) where T : INumber<T> => T.Max(x, T.Zero);

    public static Vector<T> Invoke<T>(Vector<T> x) => Vector.Max(x, Vector<T>.Zero);
}
