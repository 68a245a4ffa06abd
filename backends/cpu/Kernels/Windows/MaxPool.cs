// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>Largest element of each window; padding does not count, a NaN wins. One item is one plane.</summary>
internal unsafe struct MaxPool<T> : IParallelBody where T : unmanaged, INumber<T>
{
    public Window Window;
    public T* Image;
    public T* Output;

    /// <summary>What an empty window gives: the least value of the type.</summary>
    public T Least;

    public readonly void Run(int item, int worker)
    {
        var (x, y) = (Window.X, Window.Y);
        var image = Image + (nint)item * Window.InputSize;
        var line = Output + (nint)item * Window.OutputSize;
        for (var outY = 0; outY < y.Output; outY++, line += x.Output)
        {
            new Span<T>(line, x.Output).Fill(Least);
            for (var tapY = 0; tapY < y.Kernel; tapY++)
            {
                var inY = y.Position(outY, tapY);
                if ((uint)inY >= (uint)y.Input)
                    continue;
                for (var tapX = 0; tapX < x.Kernel; tapX++)
                {
                    var from = image + (nint)inY * x.Input;
                    var position = x.Position(x.FirstInside(tapX), tapX);
                    var end = x.EndInside(tapX);
                    for (var outX = x.FirstInside(tapX); outX < end; outX++, position += x.Stride)
                        line[outX] = T.Max(line[outX], from[position]);
                }
            }
        }
    }
}
