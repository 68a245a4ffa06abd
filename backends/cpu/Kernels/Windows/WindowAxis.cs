// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>One spatial dimension of a sliding window.</summary>
/// <param name="Input">Extent of the input.</param>
/// <param name="Output">Extent of the output.</param>
/// <param name="Kernel">Taps.</param>
/// <param name="Begin">Padding before the input.</param>
/// <param name="End">Padding behind the input.</param>
internal readonly record struct WindowAxis(int Input, int Output, int Kernel, int Stride, int Dilation, int Begin, int End)
{
    public bool IsPointwise => Kernel == 1 && Stride == 1 && Begin == 0 && End == 0;

    /// <summary>Input position of a tap; outside [0, <see cref="Input"/>) it lies in the padding.</summary>
    public int Position(int output, int tap) => output * Stride - Begin + tap * Dilation;

    /// <summary>First output whose tap lies at or after input 0.</summary>
    public int FirstInside(int tap) => Math.Clamp((Begin - tap * Dilation + Stride - 1) / Stride, 0, Output);

    /// <summary>One past the last output whose tap lies inside the input.</summary>
    public int EndInside(int tap)
    {
        var last = Input - 1 + Begin - tap * Dilation;
        return last < 0 ? 0 : Math.Min(Output, last / Stride + 1);
    }

    /// <summary>Taps of a window that lie inside the input, or inside the padded input.</summary>
    public int Taps(int output, bool padded)
    {
        var count = 0;
        for (var tap = 0; tap < Kernel; tap++)
        {
            var position = Position(output, tap);
            if (padded ? position >= -Begin && position < Input + End : (uint)position < (uint)Input)
                count++;
        }
        return count;
    }
}
