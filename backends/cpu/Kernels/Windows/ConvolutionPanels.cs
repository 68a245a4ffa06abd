// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Kernels.Products;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>
/// The right matrix of a convolution as a product: a row for every (channel, tap), a column for every output position. It is never stored;
/// each panel is gathered from the image, channels before spatial dims, when its turn comes.
/// </summary>
internal unsafe struct ConvolutionPanels<T>(T* image, Window window, int channels) : IRightPanels, INumberPanels<T> where T : unmanaged
{
    private T* _image = image;

    public void Select(int batch) => _image += (nint)batch * channels * window.InputSize;

    public readonly float* Panel(in Blocking blocking, int block, int panel, float* scratch)
    {
        var width = blocking.PanelColumns;
        var column = panel * width;
        var used = Math.Min(width, blocking.Columns - column);
        var first = block * blocking.BlockDepth;
        var depth = blocking.DepthOf(block);
        if (window.IsPointwise)
            Packing.Panel((float*)_image + column + (nint)first * window.InputSize, 1, window.InputSize, used, width, depth, scratch);
        else
            Gather(first, depth, column, used, width, (T*)scratch);
        return scratch;
    }

    public readonly void Fill(int depth, int column, int used, int width, T* to) => Gather(0, depth, column, used, width, to);

    private readonly void Gather(int first, int depth, int column, int used, int width, T* to)
    {
        if (depth == 0)
            return;
        var x = window.X;
        var plane = _image + (nint)(first / window.Taps) * window.InputSize;
        var (tapLine, tapX) = (first % window.Taps / x.Kernel, first % x.Kernel);
        var (startLine, startX) = (column / x.Output, column % x.Output);
        for (var k = 0; k < depth; k++, to += width)
        {
            var (outLine, outX, lane) = (startLine, startX, 0);
            while (lane < used)
            {
                var run = Math.Min(x.Output - outX, used - lane);
                var line = window.Line(outLine, tapLine);
                if (line >= 0)
                    Line(plane + (nint)line * x.Input, x.Position(outX, tapX), x.Stride, x.Input, to + lane, run);
                else
                    new Span<T>(to + lane, run).Clear();
                lane += run;
                outX = 0;
                outLine++;
            }
            for (; lane < width; lane++)
                to[lane] = default;
            if (++tapX < x.Kernel)
                continue;
            tapX = 0;
            if (++tapLine < window.KernelLines)
                continue;
            tapLine = 0;
            plane += window.InputSize;
        }
    }

    private static void Line(T* line, int position, int stride, int extent, T* to, int run)
    {
        if (stride == 1)
        {
            var inside = Math.Clamp(-position, 0, run);
            var end = Math.Clamp(extent - position, inside, run);
            for (var i = 0; i < inside; i++)
                to[i] = default;
            Copy(line + position + inside, to + inside, end - inside);
            for (var i = end; i < run; i++)
                to[i] = default;
            return;
        }
        for (var i = 0; i < run; i++, position += stride)
            to[i] = (uint)position < (uint)extent ? line[position] : default;
    }

    private static void Copy(T* from, T* to, int count)
    {
        var lanes = Vector256<T>.Count;
        if (count < lanes)
        {
            for (var i = 0; i < count; i++)
                to[i] = from[i];
            return;
        }
        for (var i = 0; i < count - lanes; i += lanes)
            Vector256.Load(from + i).Store(to + i);
        Vector256.Load(from + count - lanes).Store(to + count - lanes);
    }
}
