// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using static Tengen.Backends.OpenCl.Tests.Kernels.Runner;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

public sealed class FunctionTests
{
    private const double UlpOfOne = 1.1920929e-7;

    private static readonly float[] Inputs =
    [
        .. Enumerable.Range(0, 1 << 16).Select(i => BitConverter.UInt32BitsToSingle(((uint)i << 16) | 0x4c2f)),
        .. Enumerable.Range(0, 40000).Select(i => (i - 20000) * 0.00527f),
        0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, float.MaxValue, float.MinValue,
    ];

    [Fact]
    public void Exp_is_as_declared() => Sweep("Exp", 13, Math.Exp, 0);

    [Fact]
    public void Sigmoid_is_as_declared() => Sweep("Sigmoid", 13, x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)), UlpOfOne);

    [Fact]
    public void Erf_is_as_declared_without_the_floor() => Sweep("Erf", 13, ErfOf, 0);

    [Fact]
    public void Erf_keeps_the_sign_of_zero() =>
        Assert.True(float.IsNegative(One(Processor, "Erf", 13, [Tensor.Of<float>([-0f], 1)], (DType.Float32, [1])).AsSpan<float>()[0]));

    [Theory]
    [InlineData("none")]
    [InlineData("tanh")]
    public void Gelu_follows_its_formula(string approximate)
    {
        float[] inputs = [.. Enumerable.Range(0, 20001).Select(i => (i - 10000) * 0.002f)];
        var y = One(Processor, "Gelu", 20, [Tensor.Of<float>(inputs, inputs.Length)], (DType.Float32, [inputs.Length]), null,
            NodeAttribute.String("approximate", approximate)).AsSpan<float>();
        for (var i = 0; i < inputs.Length; i++)
        {
            double x = inputs[i];
            var inner = approximate == "none" ? ErfOf(x * Math.Sqrt(0.5)) : Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
            Near(0.5 * x * (1 + inner), y[i], Math.Abs(x) * 3 * UlpOfOne);
        }
    }

    private static void Sweep(string op, int version, Func<double, double> truth, double floor)
    {
        var ulps = DeclaredNumerics.Of(Processor).First(numerics => numerics.Op == op && numerics.Type.IsOpaque).FunctionUlp;
        var y = One(Processor, op, version, [Tensor.Of<float>(Inputs, Inputs.Length)], (DType.Float32, [Inputs.Length])).AsSpan<float>();
        for (var i = 0; i < Inputs.Length; i++)
        {
            var expected = truth(Inputs[i]);
            if (double.IsNaN(expected) || double.IsInfinity((double)(float)expected) || expected == 0)
            {
                Assert.True(y[i].Equals((float)expected) || Math.Abs(y[i] - expected) <= floor, $"{op}({Inputs[i]:R}) = {y[i]:R}, not {expected:R}");
                continue;
            }
            var ulp = Math.Max(Math.ScaleB(1, Math.ILogB(expected) - 23), float.Epsilon);
            Assert.True(Math.Abs(y[i] - expected) <= Math.Max(ulps * ulp, floor),
                $"{op}({Inputs[i]:R}) = {y[i]:R}, not {expected:R}: {Math.Abs(y[i] - expected) / ulp:F2} ulp, declared {ulps}");
        }
    }

    private static double ErfOf(double x)
    {
        if (double.IsNaN(x) || Math.Abs(x) > 6)
            return double.IsNaN(x) ? x : Math.Sign(x);
        double sum = x, term = x;
        for (var n = 1; n < 200; n++)
            sum += term *= 2 * x * x / (2 * n + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
