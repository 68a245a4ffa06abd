// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>A convolution in which every output channel reads one input channel. One item is one output plane.</summary>
internal unsafe struct DepthwiseConvolution : IParallelBody
{
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

    public readonly void Run(int item, int worker)
    {
        var channel = item % Channels;
        var image = Image + (nint)(item / Multiplier) * Window.InputSize;
        var output = Output + (nint)item * Window.OutputSize;
        var weights = Weights + (nint)channel * Window.Taps;
        var epilogue = Epilogue.Skip(channel, (nint)item * Window.OutputSize);
        for (var outLine = 0; outLine < Window.OutputLines; outLine++)
        {
            var line = output + (nint)outLine * Window.X.Output;
            new Span<float>(line, Window.X.Output).Clear();
            for (var tapLine = 0; tapLine < Window.KernelLines; tapLine++)
            {
                var inLine = Window.Line(outLine, tapLine);
                if (inLine >= 0)
                    for (var tapX = 0; tapX < Window.X.Kernel; tapX++)
                        AddTap(image + (nint)inLine * Window.X.Input, weights[tapLine * Window.X.Kernel + tapX], tapX, line);
            }
        }
        if (!epilogue.IsEmpty)
            epilogue.Apply(output, Window.OutputSize, 0, 0, Window.OutputSize);
    }

    private readonly void AddTap(float* line, float weight, int tap, float* output)
    {
        var x = Window.X;
        var (outX, end) = (x.FirstInside(tap), x.EndInside(tap));
        var position = x.Position(outX, tap);
        if (x.Stride == 1)
            for (; outX <= end - Vector<float>.Count; outX += Vector<float>.Count, position += Vector<float>.Count)
                (Vector.Load(output + outX) + Vector.Load(line + position) * new Vector<float>(weight)).Store(output + outX);
        for (; outX < end; outX++, position += x.Stride)
            output[outX] += line[position] * weight;
    }
}
