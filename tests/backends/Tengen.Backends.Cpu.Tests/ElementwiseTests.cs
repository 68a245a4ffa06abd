// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class ElementwiseTests
{
    [Fact]
    public void Arithmetic_of_every_type_agrees_with_a_plain_loop()
    {
        Sweep<sbyte>();
        Sweep<short>();
        Sweep<int>();
        Sweep<long>();
        Sweep<byte>();
        Sweep<ushort>();
        Sweep<uint>();
        Sweep<ulong>();
        Sweep<Half>();
        Sweep<float>();
        Sweep<double>();
    }

    [Fact]
    public void Abs_neg_and_sign_keep_what_signs_and_nan_mean()
    {
        var x = Tensor.Of<float>([-0f, 0f, -2.5f, float.NaN, float.NegativeInfinity, 3, 0, 0, -1], 9);
        var abs = Unary("Abs", 13, x).AsSpan<float>();
        Assert.Equal([0f, 0f, 2.5f, float.NaN, float.PositiveInfinity, 3, 0, 0, 1], abs.ToArray());
        Assert.False(float.IsNegative(abs[0]));
        var neg = Unary("Neg", 13, x).AsSpan<float>();
        Assert.True(!float.IsNegative(neg[0]) && float.IsNegative(neg[1]) && neg[8] == 1);
        Assert.Equal([0f, 0f, -1f, float.NaN, -1f, 1, 0, 0, -1], Unary("Sign", 13, x).AsSpan<float>().ToArray());
    }

    [Fact]
    public void The_least_integer_wraps_instead_of_throwing()
    {
        var x = Tensor.Of<sbyte>([-128, -127, 5], 3);
        Assert.Equal([-128, 127, 5], Unary("Abs", 13, x).AsSpan<sbyte>().ToArray());
        Assert.Equal([-128, 127, -5], Unary("Neg", 13, x).AsSpan<sbyte>().ToArray());
    }

    [Fact]
    public void Round_sends_ties_to_even()
    {
        var x = Tensor.Of<double>([0.5, 1.5, -2.5, -0.2, double.NaN], 5);
        var y = Unary("Round", 22, x).AsSpan<double>();
        Assert.Equal([0, 2, -2, 0, double.NaN], y.ToArray());
        Assert.True(double.IsNegative(y[3]));
    }

    [Fact]
    public void Mod_takes_the_sign_of_the_divisor_and_fmod_that_of_the_dividend()
    {
        var (a, b) = (Tensor.Of<int>([-4, 7, 5, 4, -7, 8, 3, int.MinValue], 8), Tensor.Of<int>([2, -3, 8, -2, 3, 5, 0, -1], 8));
        (DType, long[]) type = (DType.Int32, [8]);
        Assert.Equal([0, -2, 5, 0, 2, 3, 0, 0], Run(One("Mod", 13, [a, b], type), a, b).AsSpan<int>().ToArray());
        Assert.Equal([0, 1, 5, 0, -1, 3, 0, 0], Run(One("Mod", 13, [a, b], type, NodeAttribute.Int("fmod", 1)), a, b).AsSpan<int>().ToArray());
        var (x, y) = (Tensor.Of<float>([-4.3f, 5, float.PositiveInfinity, 5], 4), Tensor.Of<float>([2.1f, float.PositiveInfinity, 2, 0], 4));
        Assert.Equal(Why.Attribute, Ask(One("Mod", 13, [x, y], (DType.Float32, [4]))).Why);
        Assert.Equal([-4.3f % 2.1f, 5, float.NaN, float.NaN], Run(One("Mod", 13, [x, y], (DType.Float32, [4]), NodeAttribute.Int("fmod", 1)), x, y).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Pow_knows_whole_exponents_and_the_special_values()
    {
        var (x, y) = (Tensor.Of<float>([-2, -2, 0, float.NaN, 1, -8, 2], 7), Tensor.Of<long>([3, -1, 0, 0, long.MaxValue, 2, -2], 7));
        Assert.Equal([-8f, -0.5f, 1, 1, 1, 64, 0.25f], Run(One("Pow", 15, [x, y], (DType.Float32, [7])), x, y).AsSpan<float>().ToArray());
        var (a, b) = (Tensor.Of<float>([-8, 4, 0, float.PositiveInfinity], 4), Tensor.Of<float>([1f / 3, 0.5f, -1, 2], 4));
        Assert.Equal([float.NaN, 2, float.PositiveInfinity, float.PositiveInfinity], Run(One("Pow", 15, [a, b], (DType.Float32, [4])), a, b).AsSpan<float>().ToArray());
        var (p, q) = (Tensor.Of<long>([3, -1, 2, 7], 4), Tensor.Of<ulong>([39, 5, 62, 0], 4));
        Assert.Equal([4052555153018976267, -1, 1L << 62, 1], Run(One("Pow", 15, [p, q], (DType.Int64, [4])), p, q).AsSpan<long>().ToArray());
    }

    [Fact]
    public void Max_and_min_let_nan_win_and_broadcast_all_inputs()
    {
        var (a, b, c) = (Tensor.Of<float>([1, float.NaN, 3], 3, 1), Tensor.Of<float>([2, 0], 2), Tensor.Of<float>([-1], 1));
        (DType, long[]) type = (DType.Float32, [3, 2]);
        Assert.Equal([2f, 1, float.NaN, float.NaN, 3, 3], Run(One("Max", 13, [a, b, c], type), a, b, c).AsSpan<float>().ToArray());
        Assert.Equal([-1f, -1, float.NaN, float.NaN, -1, -1], Run(One("Min", 13, [a, b, c], type), a, b, c).AsSpan<float>().ToArray());
        Assert.Equal([2f / 3, 0, float.NaN, float.NaN, 4f / 3, 2f / 3], Run(One("Mean", 13, [a, b, c], type), a, b, c).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Clip_lets_the_upper_limit_win_and_keeps_nan()
    {
        var (x, low, high) = (Tensor.Of<float>([-5, 0.5f, 9, float.NaN], 4), Tensor.Scalar(2f).Reshape(), Tensor.Scalar(1f).Reshape());
        Assert.Equal([1f, 1, 1, float.NaN], Run(One("Clip", 13, [x, low, high], (DType.Float32, [4])), x, low, high).AsSpan<float>().ToArray());
        Assert.Equal([2f, 2, 9, float.NaN], Run(One("Clip", 13, [x, low], (DType.Float32, [4])), x, low).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Where_broadcasts_three_ways_and_moves_bits()
    {
        var condition = Tensor.Of<bool>([true, false], 2, 1);
        var (x, y) = (Tensor.Of<ushort>(DType.BFloat16, [0x7fa0, 1, 2], 3), Tensor.Of<ushort>(DType.BFloat16, [7], 1));
        Assert.Equal([0x7fa0, 1, 2, 7, 7, 7], Run(One("Where", 16, [condition, x, y], (DType.BFloat16, [2, 3])), condition, x, y).AsSpan<ushort>().ToArray().Select(bits => (int)bits));
    }

    [Fact]
    public void Nan_stands_in_no_relation()
    {
        var (a, b) = (Tensor.Of<Half>([(Half)1, Half.NaN, (Half)0], 3), Tensor.Of<Half>([(Half)1, Half.NaN, Half.NegativeZero], 3));
        Assert.Equal([1, 0, 1], Run(One("Equal", 19, [a, b], (DType.Bool, [3])), a, b).AsBytes().ToArray());
        Assert.Equal([0, 0, 0], Run(One("Greater", 13, [a, b], (DType.Bool, [3])), a, b).AsBytes().ToArray());
        Assert.Equal([1, 0, 1], Run(One("LessOrEqual", 16, [a, b], (DType.Bool, [3])), a, b).AsBytes().ToArray());
    }

    [Fact]
    public void Shifts_fill_with_zeros_and_by_the_width_give_zero()
    {
        var (a, b) = (Tensor.Of<byte>([16, 255, 1], 3), Tensor.Of<byte>([1, 8, 200], 3));
        Assert.Equal([8, 0, 0], Run(One("BitShift", 11, [a, b], (DType.UInt8, [3]), NodeAttribute.String("direction", "RIGHT")), a, b).AsBytes().ToArray());
        Assert.Equal([32, 0, 0], Run(One("BitShift", 11, [a, b], (DType.UInt8, [3]), NodeAttribute.String("direction", "LEFT")), a, b).AsBytes().ToArray());
    }

    [Fact]
    public void Erf_of_fp64_is_within_4_ulp_of_its_table()
    {
        double[] x = [1e-300, 0.1, 0.5, 0.999, 1, 1.5, 2, 3, 5.5, 7, -1, double.NegativeInfinity, double.NaN];
        double[] erf = [1.1283791670955126e-300, 0.1124629160182849, 0.5204998778130465, 0.8422852702064969, 0.8427007929497149, 0.9661051464753108,
            0.9953222650189527, 0.9999779095030014, 0.9999999999999927, 1, -0.8427007929497149, -1, double.NaN];
        var y = Unary("Erf", 13, Tensor.Of<double>(x, x.Length)).AsSpan<double>();
        for (var i = 0; i < x.Length; i++)
            Assert.True(y[i].Equals(erf[i]) || Math.Abs(y[i] - erf[i]) <= 4 * Math.BitIncrement(Math.Abs(erf[i])) - 4 * Math.Abs(erf[i]), $"erf({x[i]}) = {y[i]:R}, not {erf[i]:R}");
    }

    private static Tensor Unary(string op, int version, Tensor x) => Run(One(op, version, [x], (x.Type, [.. x.Dims])), x);

    private static void Sweep<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var random = new Random(7);
        var (a, b) = (Tensor.Of<T>(Numbers<T>(random, 5 * 37), 5, 37), Tensor.Of<T>(Numbers<T>(random, 37), 37));
        Agree<T>("Add", 14, a, b, (x, y) => unchecked(x + y));
        Agree<T>("Sub", 14, a, b, (x, y) => unchecked(x - y));
        Agree<T>("Mul", 14, a, b, (x, y) => unchecked(x * y));
        Agree<T>("Div", 14, a, b, (x, y) => x / y);
        Agree<T>("Max", 13, a, b, T.Max);
        Agree<T>("Min", 13, a, b, T.Min);
        Agree<T>("Mod", 13, a, b, (x, y) => x % y, NodeAttribute.Int("fmod", 1));
    }

    private static T[] Numbers<T>(Random random, int count) where T : INumber<T> =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateSaturating(random.Next(1, 100)) * (random.Next(2) == 0 ? T.One : T.CreateSaturating(-1) is var minus && minus < T.Zero ? minus : T.One))];

    private static void Agree<T>(string op, int version, Tensor a, Tensor b, Func<T, T, T> expected, params NodeAttribute[] attributes) where T : unmanaged
    {
        var y = Run(One(op, version, [a, b], (a.Type, [.. a.Dims]), attributes), a, b).AsSpan<T>();
        for (var i = 0; i < y.Length; i++)
            Assert.Equal(expected(a.AsSpan<T>()[i], b.AsSpan<T>()[i % b.AsSpan<T>().Length]), y[i]);
    }
}
