// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>The steps of every pool that makes one number of a window.</summary>
internal static unsafe class PoolSteps
{
    /// <param name="padded">Padding counts among the numbers of a window.</param>
    public static void Add<T, TPooling>(PlanBuilder builder, Node node, TPooling pooling, bool padded = false)
        where T : unmanaged, INumber<T> where TPooling : struct, IPooling<T>
    {
        var (from, to) = (builder.Operand(node.Inputs[0]), builder.Result(node.Outputs[0]));
        var dims = builder.Dims(node.Inputs[0]);
        var axes = WindowReader.Read(node, dims.AsSpan(), builder.Dims(node.Outputs[0]).AsSpan(), node.Attributes.Ints("kernel_shape").AsSpan());
        var window = Window.Of(axes, builder.Constants);
        var lineTaps = Taps(builder, axes.AsSpan()[..^1], padded);
        var taps = Taps(builder, axes.AsSpan()[^1..], padded);
        var planes = (int)(dims[0] * dims[1]);
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = new Pool<T, TPooling> { Window = window, Pooling = pooling, Image = frame.At<T>(from), Output = frame.At<T>(to), LineTaps = lineTaps, Taps = taps };
            frame.Pool.Run(planes, ref body);
        });
    }

    /// <summary>One number of all spatial dims.</summary>
    public static void AddGlobal<T, TPooling>(PlanBuilder builder, Node node, TPooling pooling)
        where T : unmanaged, INumber<T> where TPooling : struct, IPooling<T>
    {
        var (from, to) = (builder.Operand(node.Inputs[0]), builder.Result(node.Outputs[0]));
        var (planes, count) = ((int)builder.Count(node.Outputs[0]), (int)builder.Count(node.Inputs[0]));
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = new PlanePool<T, TPooling> { Pooling = pooling, Image = frame.At<T>(from), Output = frame.At<T>(to), Plane = planes == 0 ? 0 : count / planes };
            frame.Pool.Run(planes, ref body);
        });
    }

    /// <summary>For every output across the axes how many taps count.</summary>
    private static int* Taps(PlanBuilder builder, ReadOnlySpan<WindowAxis> axes, bool padded)
    {
        int[] counts = [1];
        foreach (var axis in axes)
        {
            int[] taps = [.. Enumerable.Range(0, axis.Output).Select(output => axis.Taps(output, padded))];
            counts = [.. counts.SelectMany(count => taps.Select(tap => count * tap))];
        }
        var memory = (int*)builder.Constants.Allocate(counts.Length * sizeof(int));
        counts.CopyTo(new Span<int>(memory, counts.Length));
        return memory;
    }
}
