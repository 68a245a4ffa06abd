// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>Makes one number of each window; what lies outside the input takes no part. One item is one plane.</summary>
internal unsafe struct Pool<T, TPooling> : IParallelBody where T : unmanaged, INumber<T> where TPooling : struct, IPooling<T>
{
    public Window Window;
    public TPooling Pooling;
    public T* Image;
    public T* Output;

    /// <summary>Taps that count: of each output line across the lines, and of each output along its line.</summary>
    public int* LineTaps, Taps;

    public readonly void Run(int item, int worker)
    {
        var (window, x, pooling) = (Window, Window.X, Pooling);
        var image = Image + (nint)item * window.InputSize;
        var line = Output + (nint)item * window.OutputSize;
        for (var outLine = 0; outLine < window.OutputLines; outLine++, line += x.Output)
        {
            new Span<T>(line, x.Output).Fill(pooling.Start);
            for (var tapLine = 0; tapLine < window.KernelLines; tapLine++)
            {
                var inLine = window.Line(outLine, tapLine);
                if (inLine < 0)
                    continue;
                for (var tap = 0; tap < x.Kernel; tap++)
                    AddTap(pooling, x, tap, image + (nint)inLine * x.Input, line);
            }
            for (var outX = 0; outX < x.Output; outX++)
                line[outX] = pooling.Finish(line[outX], LineTaps[outLine] * Taps[outX]);
        }
    }

    private static void AddTap(TPooling pooling, in WindowAxis x, int tap, T* from, T* line)
    {
        var (outX, end) = (x.FirstInside(tap), x.EndInside(tap));
        var position = x.Position(outX, tap);
        if (x.Stride == 1)
            for (; outX <= end - Vector<T>.Count; outX += Vector<T>.Count, position += Vector<T>.Count)
                pooling.Add(Vector.Load(line + outX), Vector.Load(from + position)).Store(line + outX);
        for (; outX < end; outX++, position += x.Stride)
            line[outX] = pooling.Add(line[outX], from[position]);
    }
}
