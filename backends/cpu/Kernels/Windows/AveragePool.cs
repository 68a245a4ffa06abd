// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>Mean of each window. Padding counts as zeros when asked for, what lies beyond it never does. One item is one plane.</summary>
internal unsafe struct AveragePool : IParallelBody
{
    public Window Window;
    public float* Image;
    public float* Output;
    public bool CountPadding;

    public readonly void Run(int item, int worker)
    {
        var (x, y) = (Window.X, Window.Y);
        var image = Image + (nint)item * Window.InputSize;
        var line = Output + (nint)item * Window.OutputSize;
        for (var outY = 0; outY < y.Output; outY++, line += x.Output)
        {
            new Span<float>(line, x.Output).Clear();
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
                        line[outX] += from[position];
                }
            }
            var tapsY = y.Taps(outY, CountPadding);
            for (var outX = 0; outX < x.Output; outX++)
                line[outX] /= tapsY * x.Taps(outX, CountPadding);
        }
    }
}
