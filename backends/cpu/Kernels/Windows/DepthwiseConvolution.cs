// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>
/// A convolution in which every output channel reads one input channel. A worker copies the plane with its padding, one line for each phase
/// of the stride, so that every tap of neighbouring outputs reads neighbours. One item is one output plane.
/// </summary>
internal unsafe struct DepthwiseConvolution : IParallelBody
{
    private const int Lanes = 8;

    public Window Window;

    /// <summary>Output channels of one image.</summary>
    public int Channels;

    /// <summary>Output channels per input channel.</summary>
    public int Multiplier;

    public float* Image;

    /// <summary>Taps of one output channel after the other.</summary>
    public float* Weights;

    public float* Output;

    /// <summary>Rows are the output channels.</summary>
    public Epilogue Epilogue;

    /// <summary><see cref="WorkerBytes"/> bytes for each worker.</summary>
    public byte* Scratch;

    public static long WorkerBytes(Window window) => ((long)window.InputLines * window.X.Stride * PhaseWidth(window.X) + LineWidth(window.X) + 3L * window.Taps + 2L * window.X.Kernel) * sizeof(float) + 63 & -64;

    public readonly void Run(int item, int worker)
    {
        var (window, x) = (Window, Window.X);
        var (phaseWidth, channel) = (PhaseWidth(x), item % Channels);
        var offsets = (nint*)(Scratch + (nint)worker * (nint)WorkerBytes(window));
        var taps = (float**)(offsets + x.Kernel);
        var weights = (float*)(taps + window.Taps);
        var line = weights + window.Taps;
        var plane = line + LineWidth(x);
        for (var tap = 0; tap < x.Kernel; tap++)
            offsets[tap] = tap * x.Dilation % x.Stride * phaseWidth + tap * x.Dilation / x.Stride;
        CopyPlane(Image + (nint)(item / Multiplier) * window.InputSize, plane, phaseWidth);
        var output = Output + (nint)item * window.OutputSize;
        for (var outLine = 0; outLine < window.OutputLines; outLine++)
        {
            var count = 0;
            var from = Weights + (nint)channel * window.Taps;
            for (var tapLine = 0; tapLine < window.KernelLines; tapLine++, from += x.Kernel)
            {
                var inLine = window.Line(outLine, tapLine);
                for (var tap = 0; tap < x.Kernel && inLine >= 0; tap++)
                {
                    taps[count] = plane + (nint)inLine * x.Stride * phaseWidth + offsets[tap];
                    weights[count++] = from[tap];
                }
            }
            for (var at = 0; at < x.Output;)
                at += Lanes * Block((x.Output - at + Lanes - 1) / Lanes, taps, weights, count, at, line + at);
            new Span<float>(line, x.Output).CopyTo(new Span<float>(output + (nint)outLine * x.Output, x.Output));
        }
        var epilogue = Epilogue.Skip(channel, (nint)item * window.OutputSize);
        if (!epilogue.IsEmpty)
            epilogue.Apply(output, window.OutputSize, 0, 0, window.OutputSize);
    }

    /// <summary>Numbers of one phase of a line that any block of outputs may read.</summary>
    private static int PhaseWidth(WindowAxis x) => LineWidth(x) + (x.Kernel - 1) * x.Dilation / x.Stride;

    /// <summary>Numbers that the blocks of one line write.</summary>
    private static int LineWidth(WindowAxis x)
    {
        var vectors = (x.Output + Lanes - 1) / Lanes;
        return (vectors / 8 * 8 + (vectors % 8) switch { 0 => 0, > 4 => 8, > 2 => 4, _ => 2 }) * Lanes;
    }

    private readonly void CopyPlane(float* from, float* to, int phaseWidth)
    {
        var x = Window.X;
        for (var line = 0; line < Window.InputLines; line++, from += x.Input, to += x.Stride * phaseWidth)
        {
            new Span<float>(to, x.Stride * phaseWidth).Clear();
            if (x.Stride == 1)
            {
                var used = Math.Min(x.Input, phaseWidth - x.Begin);
                if (used > 0)
                    new Span<float>(from, used).CopyTo(new Span<float>(to + x.Begin, used));
                continue;
            }
            for (var phase = 0; phase < x.Stride; phase++)
            {
                var first = ((phase - x.Begin) % x.Stride + x.Stride) % x.Stride;
                var place = (first + x.Begin) / x.Stride;
                for (var i = first; i < x.Input && place < phaseWidth; i += x.Stride, place++)
                    to[(nint)phase * phaseWidth + place] = from[i];
            }
        }
    }

    /// <summary>Computes eight, four or two vectors of outputs; gives how many.</summary>
    private static int Block(int wanted, float** taps, float* weights, int count, int at, float* to)
    {
        if (wanted > 4)
            return Eight(taps, weights, count, at, to);
        return wanted > 2 ? Four(taps, weights, count, at, to) : Two(taps, weights, count, at, to);
    }

    private static int Eight(float** taps, float* weights, int count, int at, float* to)
    {
        Vector256<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (var tap = 0; tap < count; tap++)
        {
            var weight = Vector256.Create(weights[tap]);
            var from = taps[tap] + at;
            a = Simd.MultiplyAdd(Vector256.Load(from), weight, a);
            b = Simd.MultiplyAdd(Vector256.Load(from + 8), weight, b);
            c = Simd.MultiplyAdd(Vector256.Load(from + 16), weight, c);
            d = Simd.MultiplyAdd(Vector256.Load(from + 24), weight, d);
            e = Simd.MultiplyAdd(Vector256.Load(from + 32), weight, e);
            f = Simd.MultiplyAdd(Vector256.Load(from + 40), weight, f);
            g = Simd.MultiplyAdd(Vector256.Load(from + 48), weight, g);
            h = Simd.MultiplyAdd(Vector256.Load(from + 56), weight, h);
        }
        a.Store(to);
        b.Store(to + 8);
        c.Store(to + 16);
        d.Store(to + 24);
        e.Store(to + 32);
        f.Store(to + 40);
        g.Store(to + 48);
        h.Store(to + 56);
        return 8;
    }

    private static int Four(float** taps, float* weights, int count, int at, float* to)
    {
        Vector256<float> a = default, b = default, c = default, d = default;
        for (var tap = 0; tap < count; tap++)
        {
            var weight = Vector256.Create(weights[tap]);
            var from = taps[tap] + at;
            a = Simd.MultiplyAdd(Vector256.Load(from), weight, a);
            b = Simd.MultiplyAdd(Vector256.Load(from + 8), weight, b);
            c = Simd.MultiplyAdd(Vector256.Load(from + 16), weight, c);
            d = Simd.MultiplyAdd(Vector256.Load(from + 24), weight, d);
        }
        a.Store(to);
        b.Store(to + 8);
        c.Store(to + 16);
        d.Store(to + 24);
        return 4;
    }

    private static int Two(float** taps, float* weights, int count, int at, float* to)
    {
        Vector256<float> a = default, b = default;
        for (var tap = 0; tap < count; tap++)
        {
            var weight = Vector256.Create(weights[tap]);
            var from = taps[tap] + at;
            a = Simd.MultiplyAdd(Vector256.Load(from), weight, a);
            b = Simd.MultiplyAdd(Vector256.Load(from + 8), weight, b);
        }
        a.Store(to);
        b.Store(to + 8);
        return 2;
    }
}
