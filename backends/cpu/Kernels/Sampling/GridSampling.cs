// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Sampling;

/// <summary>
/// Reads every channel at the positions of a grid: each result is a sum of weighted elements. One item is some points of some channels of
/// one batch; what the points read is found once for these channels.
/// </summary>
internal unsafe struct GridSampling<T> : IParallelBody where T : unmanaged, INumber<T>
{
    private const int ChannelsPerItem = 32;

    public GridShape Shape;
    public GridRule Rule;

    /// <summary>The innermost axis first.</summary>
    public double* Grid;

    public T* Input, Output;

    /// <summary><see cref="WorkerBytes"/> for each worker.</summary>
    public byte* Scratch;

    public readonly int Items => checked(Shape.Batch * ChannelParts * PointParts);

    private readonly int ChannelParts => (Shape.Channels + ChannelsPerItem - 1) / ChannelsPerItem;

    private readonly int PointParts => (Shape.Points + Room - 1) / Room;

    private readonly int Room => GridPoints<T>.Room(Shape, Rule);

    /// <summary>Bytes of scratch for one worker.</summary>
    public static long WorkerBytes(GridShape shape, GridRule rule) => GridPoints<T>.Bytes(shape, rule);

    public readonly void Run(int item, int worker)
    {
        var (part, channels, batch) = (item % PointParts, item / PointParts % ChannelParts, item / PointParts / ChannelParts);
        var (first, count) = (part * Room, Math.Min(Room, Shape.Points - part * Room));
        var points = new GridPoints<T>(Scratch + worker * WorkerBytes(Shape, Rule), Shape, Rule);
        points.Find(Grid + ((nint)batch * Shape.Points + first) * Shape.Rank, count);
        var end = Math.Min(Shape.Channels, (channels + 1) * ChannelsPerItem);
        for (var channel = channels * ChannelsPerItem; channel < end; channel++)
        {
            var plane = (nint)batch * Shape.Channels + channel;
            Sample(points, Input + plane * Shape.Elements, Output + plane * Shape.Points + first, count);
        }
    }

    private static void Sample(in GridPoints<T> points, T* plane, T* line, int count)
    {
        var i = typeof(T) == typeof(float) && Avx2.IsSupported ? SampleLanes(points, (float*)plane, (float*)line, count) : 0;
        for (; i < count; i++)
        {
            var sum = points.Weights[i] * Read(plane, points.Offsets[i]);
            for (nint tap = 1, at = i + points.Step; tap < points.Taps; tap++, at += points.Step)
                sum += points.Weights[at] * Read(plane, points.Offsets[at]);
            line[i] = sum;
        }
    }

    /// <summary>Does whole vectors of points and gives their number.</summary>
    private static int SampleLanes(in GridPoints<T> points, float* plane, float* line, int count)
    {
        var i = 0;
        var weights = (float*)points.Weights;
        for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var sum = Vector256.Load(weights + i) * Read(plane, Vector256.Load(points.Offsets + i));
            for (nint tap = 1, at = i + points.Step; tap < points.Taps; tap++, at += points.Step)
                sum += Vector256.Load(weights + at) * Read(plane, Vector256.Load(points.Offsets + at));
            sum.Store(line + i);
        }
        return i;
    }

    private static T Read(T* plane, int offset) => offset < 0 ? T.Zero : plane[offset];

    private static Vector256<float> Read(float* plane, Vector256<int> offsets) =>
        Avx2.GatherMaskVector256(Vector256<float>.Zero, plane, offsets, (~offsets).AsSingle(), sizeof(float));
}
