// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Kernels.Products;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>
/// The right matrix of a convolution as a product: a row for every (channel, tap), a column for every output position. It is never stored;
/// each panel is gathered from the NCHW image when its turn comes.
/// </summary>
internal unsafe struct ConvolutionPanels(float* image, Window window, int channels) : IRightPanels
{
    private float* _image = image;

    public void Select(int batch) => _image += (nint)batch * channels * window.InputSize;

    public readonly float* Panel(in Blocking blocking, int block, int panel, float* scratch)
    {
        var width = blocking.PanelColumns;
        var column = panel * width;
        var used = Math.Min(width, blocking.Columns - column);
        var first = block * blocking.BlockDepth;
        var depth = blocking.DepthOf(block);
        if (window.IsPointwise)
            Packing.Panel(_image + column + (nint)first * window.InputSize, 1, window.InputSize, used, width, depth, scratch);
        else
            Gather(first, depth, column, used, width, scratch);
        return scratch;
    }

    private readonly void Gather(int first, int depth, int column, int used, int width, float* to)
    {
        var (y, x) = (window.Y, window.X);
        var plane = _image + (nint)(first / window.Taps) * window.InputSize;
        var (tapY, tapX) = (first % window.Taps / x.Kernel, first % x.Kernel);
        var (startY, startX) = (column / x.Output, column % x.Output);
        for (var k = 0; k < depth; k++, to += width)
        {
            var (outY, outX, lane) = (startY, startX, 0);
            while (lane < used)
            {
                var run = Math.Min(x.Output - outX, used - lane);
                var inY = y.Position(outY, tapY);
                if ((uint)inY < (uint)y.Input)
                    Line(plane + (nint)inY * x.Input, x.Position(outX, tapX), x.Stride, x.Input, to + lane, run);
                else
                    new Span<float>(to + lane, run).Clear();
                lane += run;
                outX = 0;
                outY++;
            }
            for (; lane < width; lane++)
                to[lane] = 0;
            if (++tapX < x.Kernel)
                continue;
            tapX = 0;
            if (++tapY < y.Kernel)
                continue;
            tapY = 0;
            plane += window.InputSize;
        }
    }

    private static void Line(float* line, int position, int stride, int extent, float* to, int run)
    {
        if (stride == 1)
        {
            var inside = Math.Clamp(-position, 0, run);
            var end = Math.Clamp(extent - position, inside, run);
            for (var i = 0; i < inside; i++)
                to[i] = 0;
            Copy(line + position + inside, to + inside, end - inside);
            for (var i = end; i < run; i++)
                to[i] = 0;
            return;
        }
        for (var i = 0; i < run; i++, position += stride)
            to[i] = (uint)position < (uint)extent ? line[position] : 0;
    }

    private static void Copy(float* from, float* to, int count)
    {
        if (count < 8)
        {
            for (var i = 0; i < count; i++)
                to[i] = from[i];
            return;
        }
        for (var i = 0; i < count - 8; i += 8)
            Vector256.Load(from + i).Store(to + i);
        Vector256.Load(from + count - 8).Store(to + count - 8);
    }
}
