// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Plans;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>
/// A window that slides over any number of spatial dimensions: lines along the last one, and a table of what lies where along the others.
/// The table belongs to the program.
/// </summary>
internal readonly unsafe struct Window
{
    private readonly int* _lines;

    private Window(WindowAxis x, int inputLines, int outputLines, int kernelLines, int* lines, bool isPointwise)
    {
        (X, InputLines, OutputLines, KernelLines) = (x, inputLines, outputLines, kernelLines);
        _lines = lines;
        IsPointwise = isPointwise;
    }

    /// <summary>The last spatial dimension.</summary>
    public WindowAxis X { get; }

    /// <summary>Product of the other extents of the input.</summary>
    public int InputLines { get; }

    /// <summary>Product of the other extents of the output.</summary>
    public int OutputLines { get; }

    /// <summary>Product of the other extents of the kernel.</summary>
    public int KernelLines { get; }

    /// <summary>Every output reads the one input at its own place.</summary>
    public bool IsPointwise { get; }

    public int InputSize => InputLines * X.Input;

    public int OutputSize => OutputLines * X.Output;

    public int Taps => KernelLines * X.Kernel;

    /// <param name="axes">At least one.</param>
    public static Window Of(ReadOnlySpan<WindowAxis> axes, ConstantStore constants)
    {
        var outer = axes[..^1];
        int inputs = 1, outputs = 1, taps = 1;
        var pointwise = axes[^1].IsPointwise;
        foreach (var axis in outer)
        {
            (inputs, outputs, taps) = (checked(inputs * axis.Input), checked(outputs * axis.Output), checked(taps * axis.Kernel));
            pointwise &= axis.IsPointwise;
        }
        var lines = (int*)constants.Allocate((long)outputs * taps * sizeof(int));
        for (var output = 0; output < outputs; output++)
            for (var tap = 0; tap < taps; tap++)
                lines[output * taps + tap] = InputLine(outer, output, tap);
        return new Window(axes[^1], inputs, outputs, taps, lines, pointwise);
    }

    /// <summary>The line of the input that a line of taps reads for a line of outputs; -1 in the padding.</summary>
    public int Line(int output, int tap) => _lines[output * KernelLines + tap];

    private static int InputLine(ReadOnlySpan<WindowAxis> axes, int output, int tap)
    {
        int line = 0, step = 1;
        for (var i = axes.Length - 1; i >= 0; i--)
        {
            var axis = axes[i];
            var position = axis.Position(output % axis.Output, tap % axis.Kernel);
            if ((uint)position >= (uint)axis.Input)
                return -1;
            line += position * step;
            step *= axis.Input;
            output /= axis.Output;
            tap /= axis.Kernel;
        }
        return line;
    }
}
