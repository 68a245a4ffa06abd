// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>
/// Adds what every (input position, tap) gives to the output element it falls on. The window is that of the convolution this one is the
/// transpose of: its input is the output here. One item is one output channel.
/// </summary>
internal unsafe struct TransposedConvolution<T> : IParallelBody where T : unmanaged, INumber<T>
{
    public Window Window;

    /// <summary>A row for every (output channel, tap), a column for every position.</summary>
    public T* Terms;

    /// <summary>One for each output channel, or null.</summary>
    public T* Bias;

    public T* Output;

    public readonly void Run(int item, int worker)
    {
        var (window, x) = (Window, Window.X);
        var output = Output + (nint)item * window.InputSize;
        new Span<T>(output, window.InputSize).Fill(Bias == null ? T.Zero : Bias[item]);
        var terms = Terms + (nint)item * window.Taps * window.OutputSize;
        for (var tapLine = 0; tapLine < window.KernelLines; tapLine++)
            for (var tap = 0; tap < x.Kernel; tap++)
                for (var line = 0; line < window.OutputLines; line++, terms += x.Output)
                    if (window.Line(line, tapLine) is >= 0 and var to)
                        AddLine(x, tap, terms, output + (nint)to * x.Input);
    }

    private static void AddLine(in WindowAxis x, int tap, T* terms, T* line)
    {
        var (i, end) = (x.FirstInside(tap), x.EndInside(tap));
        var position = x.Position(i, tap);
        if (x.Stride == 1)
            for (; i <= end - Vector<T>.Count; i += Vector<T>.Count, position += Vector<T>.Count)
                (Vector.Load(line + position) + Vector.Load(terms + i)).Store(line + position);
        for (; i < end; i++, position += x.Stride)
            line[position] += terms[i];
    }
}
