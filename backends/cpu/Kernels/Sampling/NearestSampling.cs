// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Sampling;

/// <summary>Copies the element that each axis names, or a constant where an axis lies outside. One item is some lines of the output.</summary>
internal readonly unsafe struct NearestSampling<T>(T* from, T* to, T constant, AxisTaps[] axes, long lines) : IParallelBody where T : unmanaged
{
    private const int ElementsPerItem = 8192;

    private AxisTaps Inner => axes[^1];

    public int Items => Inner.Result == 0 ? 0 : checked((int)((lines + LinesPerItem - 1) / LinesPerItem));

    private long LinesPerItem => Math.Max(1, ElementsPerItem / Inner.Result);

    public void Run(int item, int worker)
    {
        var end = Math.Min(lines, (item + 1) * LinesPerItem);
        for (var line = (nint)(item * LinesPerItem); line < end; line++)
        {
            var target = to + line * Inner.Result;
            if (Origin(line) is var origin && origin < 0)
                new Span<T>(target, Inner.Result).Fill(constant);
            else if (Inner.IsIdentity)
                Runs.Copy(from + origin, target, Inner.Result);
            else
                for (var x = 0; x < Inner.Result; x++)
                    target[x] = Inner.IsOutside[x] ? constant : from[origin + Inner.Indices[x]];
        }
    }

    /// <summary>Where the input line of an output line begins; -1 = outside.</summary>
    private nint Origin(nint line)
    {
        nint origin = 0, step = Inner.Extent;
        for (var axis = axes.Length - 2; axis >= 0; axis--)
        {
            (line, var x) = Math.DivRem(line, axes[axis].Result);
            if (axes[axis].IsOutside[x])
                return -1;
            origin += axes[axis].Indices[x] * step;
            step *= axes[axis].Extent;
        }
        return origin;
    }
}

/// <summary>Writes a constant where any axis lies outside. One item is one line of the output.</summary>
internal readonly unsafe struct OutsideFill<T>(T* to, T constant, AxisTaps[] axes) : IParallelBody where T : unmanaged
{
    public void Run(int item, int worker)
    {
        var (rest, isOutside, inner) = (item, false, axes[^1]);
        for (var axis = axes.Length - 2; axis >= 0; axis--)
        {
            (rest, var x) = Math.DivRem(rest, axes[axis].Result);
            isOutside |= axes[axis].IsOutside[x];
        }
        for (nint x = 0; x < inner.Result; x++)
            if (isOutside || inner.IsOutside[x])
                to[item * (nint)inner.Result + x] = constant;
    }
}
