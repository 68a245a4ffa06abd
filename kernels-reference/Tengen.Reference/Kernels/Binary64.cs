// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;
namespace Tengen.Reference.Kernels;
internal readonly record struct Binary64(double Value) : INumber<Binary64>
{
    public static Binary64 Input(double element, DType type) => new(element);
    public static Binary64 Exact(double literal) => new(literal);
    public static Binary64 Constant(Real value) => new(value.Hi);
    public static Binary64 operator +(Binary64 left, Binary64 right) => new(left.Value + right.Value);
    public static Binary64 operator -(Binary64 left, Binary64 right) => new(left.Value - right.Value);
    public static Binary64 operator *(Binary64 left, Binary64 right) => new(left.Value * right.Value);
    public static Binary64 operator /(Binary64 left, Binary64 right) => new(left.Value / right.Value);
    public static Binary64 operator -(Binary64 value) => new(-value.Value);
    public static Binary64 Max(Binary64 left, Binary64 right) => new(Math.Max(left.Value, right.Value));
    public static Binary64 Min(Binary64 left, Binary64 right) => new(Math.Min(left.Value, right.Value));
    public static Binary64 Abs(Binary64 value) => new(Math.Abs(value.Value));
    public static Binary64 Apply(Function function, Binary64 argument) => new(function switch
    {
        Function.Exp => Math.Exp(argument.Value),
        Function.Sqrt => Math.Sqrt(argument.Value),
        Function.ReciprocalSqrt => 1 / Math.Sqrt(argument.Value),
        Function.Tanh => Math.Tanh(argument.Value),
        Function.Sigmoid => 1 / (1 + Math.Exp(-argument.Value)),
        Function.Erf => Erf(argument.Value),
        _ => throw new NotSupportedException(function.ToString()),
    });
    public static Binary64 Pow(Binary64 @base, Binary64 exponent) => new(Math.Pow(@base.Value, exponent.Value));
    public static Binary64 Sum(Strided<Binary64> terms)
    {
        var sum = 0.0;
        for (var i = 0; i < terms.Count; i++)
            sum += terms[i].Value;
        return new(sum);
    }
    public static Binary64 Dot(Strided<Binary64> left, Strided<Binary64> right, Binary64 initial)
    {
        var sum = initial.Value;
        for (var i = 0; i < left.Count; i++)
            sum += left[i].Value * right[i].Value;
        return new(sum);
    }
    public static Binary64 Round(Binary64 value, DType to) => new(
        to == DType.Float32 ? (float)value.Value : to == DType.Float16 ? (double)(Half)value.Value : to == DType.BFloat16 ? BitConverter.UInt32BitsToSingle((uint)Elements.BFloat16.Round(value.Value) << 16) : value.Value);
    public static Binary64 RoundToInteger(Binary64 value, Ties ties) => new(Math.Round(value.Value, MidpointRounding.ToEven));
    public static Truth Less(Binary64 left, Binary64 right) => left.Value < right.Value ? Truth.Yes : Truth.No;
    public static Binary64 Select(Truth condition, Binary64 yes, Binary64 no) => condition == Truth.Yes ? yes : no;
    private static double Erf(double x)
    {
        if (!(Math.Abs(x) < 6))
            return double.IsNaN(x) ? x : Math.Sign(x);
        double term = x, sum = x;
        for (var n = 1; n < 200; n++)
            sum += term *= 2 * x * x / (2 * n + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
