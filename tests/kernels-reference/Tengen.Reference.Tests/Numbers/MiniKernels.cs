// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Tests.Numbers;

/// <summary>Small kernels for tests of the number systems: each maps a row of inputs to a row of outputs.</summary>
internal static class MiniKernels
{
    public static readonly string[] Names = ["dot", "mean", "softmax", "layernorm", "gelu"];

    public static T[] Run<T>(string name, T[] x) where T : unmanaged, INumber<T> => name switch
    {
        "dot" => [T.Dot(new(x, 0, 1, x.Length / 2), new(x, x.Length / 2, 1, x.Length / 2), T.Exact(0))],
        "mean" => [T.Sum(new(x)) / T.Exact(x.Length)],
        "softmax" => Softmax(x),
        "layernorm" => LayerNorm(x),
        "gelu" => [.. x.Select(v => T.Exact(0.5) * v * (T.Exact(1) + T.Apply(Function.Erf, v * T.Constant(new Real(Math.Sqrt(0.5))))))],
        _ => throw new ArgumentException(name),
    };

    private static T[] Softmax<T>(T[] x) where T : unmanaged, INumber<T>
    {
        var max = x.Aggregate(T.Max);
        T[] e = [.. x.Select(v => T.Apply(Function.Exp, v - max))];
        var sum = T.Sum(new(e));
        return [.. e.Select(v => v / sum)];
    }

    private static T[] LayerNorm<T>(T[] x) where T : unmanaged, INumber<T>
    {
        var n = T.Exact(x.Length);
        var mean = T.Sum(new(x)) / n;
        T[] d = [.. x.Select(v => v - mean)];
        var scale = T.Apply(Function.ReciprocalSqrt, T.Dot(new(d), new(d), T.Exact(0)) / n + T.Exact(1.0 / 131072));
        return [.. d.Select(v => v * scale)];
    }
}
