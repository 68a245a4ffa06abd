// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>Copies a strided matrix into panels. One item is one panel of one block of the depth.</summary>
internal unsafe struct Packing : IParallelBody
{
    public Blocking Blocking;

    /// <summary>The matrix; not owned.</summary>
    public float* From;

    /// <summary>Elements from one step across the panel (row of A, column of B) to the next.</summary>
    public nint AcrossStride;

    /// <summary>Elements from one step of the depth to the next.</summary>
    public nint DepthStride;

    /// <summary><see cref="Blocking.LeftSize"/> or <see cref="Blocking.RightSize"/> floats.</summary>
    public float* To;

    public bool IsLeft;

    private readonly int Panels => IsLeft ? Blocking.RowPanels : Blocking.ColumnPanels;

    public readonly int Items => Panels * Blocking.DepthBlocks;

    public static Packing Left(Blocking blocking, float* from, nint rowStride, nint depthStride, float* to) =>
        new() { Blocking = blocking, From = from, AcrossStride = rowStride, DepthStride = depthStride, To = to, IsLeft = true };

    public static Packing Right(Blocking blocking, float* from, nint columnStride, nint depthStride, float* to) =>
        new() { Blocking = blocking, From = from, AcrossStride = columnStride, DepthStride = depthStride, To = to };

    public readonly void Run(int item, int worker)
    {
        var (block, panel) = (item / Panels, item % Panels);
        var width = IsLeft ? Blocking.PanelRows : Blocking.PanelColumns;
        var first = panel * width;
        var used = Math.Min(width, (IsLeft ? Blocking.Rows : Blocking.Columns) - first);
        var to = To + (IsLeft ? Blocking.LeftPanel(block, panel) : Blocking.RightPanel(block, panel));
        var from = From + first * AcrossStride + (nint)block * Blocking.BlockDepth * DepthStride;
        Panel(from, AcrossStride, DepthStride, used, width, Blocking.DepthOf(block), to);
    }

    /// <summary>Copies <paramref name="used"/> of <paramref name="width"/> lanes; the others become zero.</summary>
    public static void Panel(float* from, nint acrossStride, nint depthStride, int used, int width, int depth, float* to)
    {
        if (acrossStride == 1 && used == width && width % 8 == 0)
        {
            for (nint k = 0; k < depth; k++)
                for (nint lane = 0; lane < width; lane += 8)
                    Vector256.Load(from + k * depthStride + lane).Store(to + k * width + lane);
            return;
        }
        if (used < width)
            new Span<float>(to, width * depth).Clear();
        if (depthStride == 1)
        {
            for (nint lane = 0; lane < used; lane++)
                for (nint k = 0; k < depth; k++)
                    to[k * width + lane] = from[lane * acrossStride + k];
            return;
        }
        for (nint k = 0; k < depth; k++)
            for (nint lane = 0; lane < used; lane++)
                to[k * width + lane] = from[k * depthStride + lane * acrossStride];
    }
}
