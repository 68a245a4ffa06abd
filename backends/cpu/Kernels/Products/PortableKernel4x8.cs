// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>4 rows by 8 columns for every machine; without vector hardware the runtime turns the vectors into scalars.</summary>
internal readonly unsafe struct PortableKernel4x8 : IMicroKernel
{
    public static bool IsSupported => true;

    public static int Rows => 4;

    public static int Columns => 8;

    public static int Lanes => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint depth, float* a, float* b, float* c, nint stride, bool add)
    {
        Vector128<float> x0 = default, y0 = default;
        Vector128<float> x1 = default, y1 = default;
        Vector128<float> x2 = default, y2 = default;
        Vector128<float> x3 = default, y3 = default;
        for (; depth > 0; depth--)
        {
            var p = Vector128.Load(b);
            var q = Vector128.Load(b + 4);
            var a0 = Vector128.Create(a[0]);
            x0 += a0 * p;
            y0 += a0 * q;
            var a1 = Vector128.Create(a[1]);
            x1 += a1 * p;
            y1 += a1 * q;
            var a2 = Vector128.Create(a[2]);
            x2 += a2 * p;
            y2 += a2 * q;
            var a3 = Vector128.Create(a[3]);
            x3 += a3 * p;
            y3 += a3 * q;
            a += 4;
            b += 8;
        }
        Tile.Store(x0, c, add);
        Tile.Store(y0, c + 4, add);
        c += stride;
        Tile.Store(x1, c, add);
        Tile.Store(y1, c + 4, add);
        c += stride;
        Tile.Store(x2, c, add);
        Tile.Store(y2, c + 4, add);
        c += stride;
        Tile.Store(x3, c, add);
        Tile.Store(y3, c + 4, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyNarrow(nint depth, float* a, float* b, float* c, nint stride, bool add)
    {
        Vector128<float> x0 = default;
        Vector128<float> x1 = default;
        Vector128<float> x2 = default;
        Vector128<float> x3 = default;
        for (; depth > 0; depth--)
        {
            var p = Vector128.Load(b);
            x0 += Vector128.Create(a[0]) * p;
            x1 += Vector128.Create(a[1]) * p;
            x2 += Vector128.Create(a[2]) * p;
            x3 += Vector128.Create(a[3]) * p;
            a += 4;
            b += 8;
        }
        Tile.Store(x0, c, add);
        c += stride;
        Tile.Store(x1, c, add);
        c += stride;
        Tile.Store(x2, c, add);
        c += stride;
        Tile.Store(x3, c, add);
    }
}
