// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>
/// Largest element of each window and where it stands in the whole input; the first of equals, and a NaN wins. One item is one plane.
/// </summary>
internal unsafe struct IndexedMaxPool<T> : IParallelBody where T : unmanaged, INumber<T>
{
    public Window Window;
    public T* Image;

    /// <summary>Null when it is not wanted.</summary>
    public T* Output;

    public long* Indices;

    /// <summary>What an empty window gives: the least value of the type.</summary>
    public T Least;

    /// <summary>For each line of the input the index of its first element in the plane; from one element to the next it grows by <see cref="Step"/>.</summary>
    public long* LineIndices;

    public long Step;

    public readonly void Run(int item, int worker)
    {
        var (window, x) = (Window, Window.X);
        var image = Image + (nint)item * window.InputSize;
        var first = (nint)item * window.OutputSize;
        for (var outLine = 0; outLine < window.OutputLines; outLine++)
            for (var outX = 0; outX < x.Output; outX++, first++)
            {
                var (best, index) = (Least, -1L);
                for (var tapLine = 0; tapLine < window.KernelLines; tapLine++)
                {
                    var line = window.Line(outLine, tapLine);
                    if (line < 0)
                        continue;
                    for (var tap = 0; tap < x.Kernel; tap++)
                    {
                        var position = x.Position(outX, tap);
                        if ((uint)position >= (uint)x.Input)
                            continue;
                        var value = image[(nint)line * x.Input + position];
                        if (index < 0 || value > best || (T.IsNaN(value) && !T.IsNaN(best)))
                            (best, index) = (value, LineIndices[line] + position * Step);
                    }
                }
                if (Output != null)
                    Output[first] = best;
                Indices[first] = (long)item * window.InputSize + Math.Max(index, 0);
            }
    }
}
