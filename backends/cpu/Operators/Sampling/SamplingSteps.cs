// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Conversion;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Kernels.Sampling;
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Steps that resample.</summary>
internal static unsafe class SamplingSteps
{
    public static void AddNearest(PlanBuilder builder, int input, int output, SamplingPlaces places, float outside)
    {
        var size = builder.WholeSize(input);
        var constant = builder.Constants.Allocate(2 * size);
        if (outside != 0)
            new Conversion(DType.Float32, builder.Type(input), ConversionRule.Default).Over((byte*)&outside, constant, 1).Run(0, 0);
        var lines = builder.Dims(output)[^1] == 0 ? 0 : builder.Count(output) / builder.Dims(output)[^1];
        var (from, to, value) = (builder.Whole(input), builder.WholeResult(output), builder.Own((float*)constant, size));
        builder.Add([from, value, .. places.Reads], [to], 0, (in frame) =>
            Sized.Run(size, new Work(frame.Pool, frame.At<byte>(from), frame.At<byte>(value), frame.At<byte>(to), places.Of(in frame), lines)));
    }

    /// <summary>Resamples along one axis after the other, those that shrink the most first.</summary>
    public static void Add<T>(PlanBuilder builder, SamplingPlaces places, int from, int to, float outside) where T : unmanaged, INumber<T>
    {
        var order = Enumerable.Range(0, places.Dims.Length).OrderBy(axis => places.Dims[axis] == 0 ? 0 : (double)places.Results[axis] / places.Dims[axis]).ToArray();
        var room = Room(places, order) * sizeof(T);
        int[] between = [builder.Temporary(room), builder.Temporary(room)];
        var count = Shape.CountOf(places.Results.AsSpan());
        builder.Add([from, .. places.Reads], [to, .. between], 0, (in frame) =>
        {
            var taps = places.Of(in frame);
            var passes = order.Where(axis => !taps[axis].IsIdentity).ToArray();
            var dims = places.Dims.ToArray();
            var source = frame.At<T>(from);
            for (var i = 0; i < passes.Length; i++)
            {
                var axis = passes[i];
                var target = frame.At<T>(i == passes.Length - 1 ? to : between[i % 2]);
                var pass = new AxisPass<T>(source, target, taps[axis], (nint)Shape.CountOf(dims.AsSpan()[..axis]), (nint)Shape.CountOf(dims.AsSpan()[(axis + 1)..]));
                frame.Pool.Run(pass.Items, ref pass);
                dims[axis] = taps[axis].Result;
                source = target;
            }
            if (passes.Length == 0)
                Buffer.MemoryCopy(source, frame.At<T>(to), count * sizeof(T), count * sizeof(T));
            if (!places.HasOutside || count == 0)
                return;
            var fill = new OutsideFill<T>(frame.At<T>(to), T.CreateTruncating(outside), taps);
            frame.Pool.Run((int)(count / places.Results[^1]), ref fill);
        });
    }

    /// <summary>Integers in fp64, cut back to integers.</summary>
    public static void AddIntegers(PlanBuilder builder, SamplingPlaces places, int input, int output, float outside)
    {
        var count = builder.Count(output);
        var (result, to) = (builder.Temporary(count * sizeof(double)), builder.SlotOf(output));
        Add<double>(builder, places, CastSteps.As(builder, input, DType.Float64), result, outside);
        var conversion = new Conversion(DType.Float64, builder.Type(output), ConversionRule.Default);
        builder.Add([result], [to], 0, (in frame) =>
        {
            var body = conversion.Over(frame.At<byte>(result), frame.At<byte>(to), count);
            frame.Pool.Run(body.Items, ref body);
        });
    }

    /// <summary>Elements of the largest tensor between two axes.</summary>
    private static long Room(SamplingPlaces places, int[] order)
    {
        var (dims, most) = (places.Dims.ToArray(), 0L);
        foreach (var axis in order[..^1])
        {
            dims[axis] = places.Results[axis];
            most = Math.Max(most, Shape.CountOf(dims));
        }
        return most;
    }

    private readonly struct Work(ForkJoinPool pool, void* from, void* constant, void* to, AxisTaps[] axes, long lines) : ISizedWork
    {
        public void Run<T>() where T : unmanaged
        {
            var body = new NearestSampling<T>((T*)from, (T*)to, *(T*)constant, axes, lines);
            pool.Run(body.Items, ref body);
        }
    }
}
