// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>6 rows by 16 columns in 12 of the 16 AVX registers.</summary>
internal readonly unsafe struct FmaKernel6x16 : IMicroKernel
{
    public static bool IsSupported => Fma.IsSupported;

    public static int Rows => 6;

    public static int Columns => 16;

    public static int Lanes => 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint depth, float* a, float* b, float* c, nint stride, bool add)
    {
        Vector256<float> x0 = default, y0 = default;
        Vector256<float> x1 = default, y1 = default;
        Vector256<float> x2 = default, y2 = default;
        Vector256<float> x3 = default, y3 = default;
        Vector256<float> x4 = default, y4 = default;
        Vector256<float> x5 = default, y5 = default;
        for (; depth > 0; depth--)
        {
            var p = Vector256.Load(b);
            var q = Vector256.Load(b + 8);
            var a0 = Vector256.Create(a[0]);
            x0 = Fma.MultiplyAdd(a0, p, x0);
            y0 = Fma.MultiplyAdd(a0, q, y0);
            var a1 = Vector256.Create(a[1]);
            x1 = Fma.MultiplyAdd(a1, p, x1);
            y1 = Fma.MultiplyAdd(a1, q, y1);
            var a2 = Vector256.Create(a[2]);
            x2 = Fma.MultiplyAdd(a2, p, x2);
            y2 = Fma.MultiplyAdd(a2, q, y2);
            var a3 = Vector256.Create(a[3]);
            x3 = Fma.MultiplyAdd(a3, p, x3);
            y3 = Fma.MultiplyAdd(a3, q, y3);
            var a4 = Vector256.Create(a[4]);
            x4 = Fma.MultiplyAdd(a4, p, x4);
            y4 = Fma.MultiplyAdd(a4, q, y4);
            var a5 = Vector256.Create(a[5]);
            x5 = Fma.MultiplyAdd(a5, p, x5);
            y5 = Fma.MultiplyAdd(a5, q, y5);
            a += 6;
            b += 16;
        }
        Tile.Store(x0, c, add);
        Tile.Store(y0, c + 8, add);
        c += stride;
        Tile.Store(x1, c, add);
        Tile.Store(y1, c + 8, add);
        c += stride;
        Tile.Store(x2, c, add);
        Tile.Store(y2, c + 8, add);
        c += stride;
        Tile.Store(x3, c, add);
        Tile.Store(y3, c + 8, add);
        c += stride;
        Tile.Store(x4, c, add);
        Tile.Store(y4, c + 8, add);
        c += stride;
        Tile.Store(x5, c, add);
        Tile.Store(y5, c + 8, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyNarrow(nint depth, float* a, float* b, float* c, nint stride, bool add)
    {
        Vector256<float> x0 = default;
        Vector256<float> x1 = default;
        Vector256<float> x2 = default;
        Vector256<float> x3 = default;
        Vector256<float> x4 = default;
        Vector256<float> x5 = default;
        for (; depth > 0; depth--)
        {
            var p = Vector256.Load(b);
            x0 = Fma.MultiplyAdd(Vector256.Create(a[0]), p, x0);
            x1 = Fma.MultiplyAdd(Vector256.Create(a[1]), p, x1);
            x2 = Fma.MultiplyAdd(Vector256.Create(a[2]), p, x2);
            x3 = Fma.MultiplyAdd(Vector256.Create(a[3]), p, x3);
            x4 = Fma.MultiplyAdd(Vector256.Create(a[4]), p, x4);
            x5 = Fma.MultiplyAdd(Vector256.Create(a[5]), p, x5);
            a += 6;
            b += 16;
        }
        Tile.Store(x0, c, add);
        c += stride;
        Tile.Store(x1, c, add);
        c += stride;
        Tile.Store(x2, c, add);
        c += stride;
        Tile.Store(x3, c, add);
        c += stride;
        Tile.Store(x4, c, add);
        c += stride;
        Tile.Store(x5, c, add);
    }
}
