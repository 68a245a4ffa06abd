// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Backends.OpenCl.Tests.Kernels.Runner;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

public sealed class ReductionTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    public void Softmax_sums_to_one_and_keeps_nan_in_its_line(bool isGraphics, int axis)
    {
        var x = Random(1, 2, 19, 21);
        x.AsSpan<float>()[4] = float.NaN;
        x.AsSpan<float>()[400] = 1000;
        var y = One(isGraphics ? Graphics : Processor, "Softmax", 13, [x], (DType.Float32, [2, 19, 21]), null, NodeAttribute.Int("axis", axis)).AsSpan<float>();
        var (length, step) = axis == 1 ? (19, 21) : (21, 1);
        for (var line = 0; line < 798 / length; line++)
        {
            var start = line / step * length * step + line % step;
            float[] terms = [.. Enumerable.Range(0, length).Select(k => start + k * step).Select(i => x.AsSpan<float>()[i])];
            var sum = terms.Sum(term => Math.Exp(term - terms.Max()));
            for (var k = 0; k < length; k++)
                Near(terms.Contains(float.NaN) ? double.NaN : Math.Exp(terms[k] - terms.Max()) / sum, y[start + k * step], 3e-7);
        }
    }

    [Theory]
    [InlineData(false, new long[] { 1 }, new long[] { 3, 1, 7, 90 })]
    [InlineData(false, new long[] { -1 }, new long[] { 3, 5, 7, 1 })]
    [InlineData(false, new long[] { 0, 2 }, new long[] { 1, 5, 1, 90 })]
    [InlineData(false, new long[] { }, new long[] { 1, 1, 1, 1 })]
    [InlineData(true, new long[] { 1, 3 }, new long[] { 3, 1, 7, 1 })]
    [InlineData(true, new long[] { 0, 2 }, new long[] { 1, 5, 1, 90 })]
    [InlineData(true, new long[] { }, new long[] { 1, 1, 1, 1 })]
    public void A_mean_covers_the_axes_it_names(bool isGraphics, long[] axes, long[] output)
    {
        long[] dims = [3, 5, 7, 90];
        var x = Random(1, dims);
        var y = One(isGraphics ? Graphics : Processor, "ReduceMean", 18, [x], (DType.Float32, output), [Tensor.Of<long>(axes, axes.Length)]).AsSpan<float>();
        var (sums, counts) = (new double[y.Length], new int[y.Length]);
        for (var i = 0; i < x.Count; i++)
        {
            var (rest, to, step) = (i, 0, 1);
            for (var axis = 3; axis >= 0; axis--)
            {
                to += output[axis] == 1 ? 0 : rest % (int)dims[axis] * step;
                step *= (int)output[axis];
                rest /= (int)dims[axis];
            }
            sums[to] += x.AsSpan<float>()[i];
            counts[to]++;
        }
        for (var i = 0; i < y.Length; i++)
            Near(sums[i] / counts[i], y[i], 1e-6);
    }

    [Fact]
    public void The_mean_of_nothing_is_nan() =>
        Assert.All(One(Processor, "ReduceMean", 18, [new Tensor(DType.Float32, 2, 0)], (DType.Float32, [2, 1]), [Tensor.Of<long>([1], 1)]).AsSpan<float>().ToArray(),
            value => Assert.True(float.IsNaN(value)));
}
