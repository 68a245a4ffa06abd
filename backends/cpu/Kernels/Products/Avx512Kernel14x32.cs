// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>14 rows by 32 columns in 28 of the 32 AVX-512 registers.</summary>
internal readonly unsafe struct Avx512Kernel14x32 : IMicroKernel
{
    public static bool IsSupported => Avx512F.IsSupported;

    public static int Rows => 14;

    public static int Columns => 32;

    public static int Lanes => 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint depth, float* a, float* b, float* c, nint stride, bool add)
    {
        Vector512<float> x0 = default, y0 = default;
        Vector512<float> x1 = default, y1 = default;
        Vector512<float> x2 = default, y2 = default;
        Vector512<float> x3 = default, y3 = default;
        Vector512<float> x4 = default, y4 = default;
        Vector512<float> x5 = default, y5 = default;
        Vector512<float> x6 = default, y6 = default;
        Vector512<float> x7 = default, y7 = default;
        Vector512<float> x8 = default, y8 = default;
        Vector512<float> x9 = default, y9 = default;
        Vector512<float> x10 = default, y10 = default;
        Vector512<float> x11 = default, y11 = default;
        Vector512<float> x12 = default, y12 = default;
        Vector512<float> x13 = default, y13 = default;
        for (; depth > 0; depth--)
        {
            var p = Vector512.Load(b);
            var q = Vector512.Load(b + 16);
            var a0 = Vector512.Create(a[0]);
            x0 = Avx512F.FusedMultiplyAdd(a0, p, x0);
            y0 = Avx512F.FusedMultiplyAdd(a0, q, y0);
            var a1 = Vector512.Create(a[1]);
            x1 = Avx512F.FusedMultiplyAdd(a1, p, x1);
            y1 = Avx512F.FusedMultiplyAdd(a1, q, y1);
            var a2 = Vector512.Create(a[2]);
            x2 = Avx512F.FusedMultiplyAdd(a2, p, x2);
            y2 = Avx512F.FusedMultiplyAdd(a2, q, y2);
            var a3 = Vector512.Create(a[3]);
            x3 = Avx512F.FusedMultiplyAdd(a3, p, x3);
            y3 = Avx512F.FusedMultiplyAdd(a3, q, y3);
            var a4 = Vector512.Create(a[4]);
            x4 = Avx512F.FusedMultiplyAdd(a4, p, x4);
            y4 = Avx512F.FusedMultiplyAdd(a4, q, y4);
            var a5 = Vector512.Create(a[5]);
            x5 = Avx512F.FusedMultiplyAdd(a5, p, x5);
            y5 = Avx512F.FusedMultiplyAdd(a5, q, y5);
            var a6 = Vector512.Create(a[6]);
            x6 = Avx512F.FusedMultiplyAdd(a6, p, x6);
            y6 = Avx512F.FusedMultiplyAdd(a6, q, y6);
            var a7 = Vector512.Create(a[7]);
            x7 = Avx512F.FusedMultiplyAdd(a7, p, x7);
            y7 = Avx512F.FusedMultiplyAdd(a7, q, y7);
            var a8 = Vector512.Create(a[8]);
            x8 = Avx512F.FusedMultiplyAdd(a8, p, x8);
            y8 = Avx512F.FusedMultiplyAdd(a8, q, y8);
            var a9 = Vector512.Create(a[9]);
            x9 = Avx512F.FusedMultiplyAdd(a9, p, x9);
            y9 = Avx512F.FusedMultiplyAdd(a9, q, y9);
            var a10 = Vector512.Create(a[10]);
            x10 = Avx512F.FusedMultiplyAdd(a10, p, x10);
            y10 = Avx512F.FusedMultiplyAdd(a10, q, y10);
            var a11 = Vector512.Create(a[11]);
            x11 = Avx512F.FusedMultiplyAdd(a11, p, x11);
            y11 = Avx512F.FusedMultiplyAdd(a11, q, y11);
            var a12 = Vector512.Create(a[12]);
            x12 = Avx512F.FusedMultiplyAdd(a12, p, x12);
            y12 = Avx512F.FusedMultiplyAdd(a12, q, y12);
            var a13 = Vector512.Create(a[13]);
            x13 = Avx512F.FusedMultiplyAdd(a13, p, x13);
            y13 = Avx512F.FusedMultiplyAdd(a13, q, y13);
            a += 14;
            b += 32;
        }
        Tile.Store(x0, c, add);
        Tile.Store(y0, c + 16, add);
        c += stride;
        Tile.Store(x1, c, add);
        Tile.Store(y1, c + 16, add);
        c += stride;
        Tile.Store(x2, c, add);
        Tile.Store(y2, c + 16, add);
        c += stride;
        Tile.Store(x3, c, add);
        Tile.Store(y3, c + 16, add);
        c += stride;
        Tile.Store(x4, c, add);
        Tile.Store(y4, c + 16, add);
        c += stride;
        Tile.Store(x5, c, add);
        Tile.Store(y5, c + 16, add);
        c += stride;
        Tile.Store(x6, c, add);
        Tile.Store(y6, c + 16, add);
        c += stride;
        Tile.Store(x7, c, add);
        Tile.Store(y7, c + 16, add);
        c += stride;
        Tile.Store(x8, c, add);
        Tile.Store(y8, c + 16, add);
        c += stride;
        Tile.Store(x9, c, add);
        Tile.Store(y9, c + 16, add);
        c += stride;
        Tile.Store(x10, c, add);
        Tile.Store(y10, c + 16, add);
        c += stride;
        Tile.Store(x11, c, add);
        Tile.Store(y11, c + 16, add);
        c += stride;
        Tile.Store(x12, c, add);
        Tile.Store(y12, c + 16, add);
        c += stride;
        Tile.Store(x13, c, add);
        Tile.Store(y13, c + 16, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyNarrow(nint depth, float* a, float* b, float* c, nint stride, bool add)
    {
        Vector512<float> x0 = default;
        Vector512<float> x1 = default;
        Vector512<float> x2 = default;
        Vector512<float> x3 = default;
        Vector512<float> x4 = default;
        Vector512<float> x5 = default;
        Vector512<float> x6 = default;
        Vector512<float> x7 = default;
        Vector512<float> x8 = default;
        Vector512<float> x9 = default;
        Vector512<float> x10 = default;
        Vector512<float> x11 = default;
        Vector512<float> x12 = default;
        Vector512<float> x13 = default;
        for (; depth > 0; depth--)
        {
            var p = Vector512.Load(b);
            x0 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[0]), p, x0);
            x1 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[1]), p, x1);
            x2 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[2]), p, x2);
            x3 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[3]), p, x3);
            x4 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[4]), p, x4);
            x5 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[5]), p, x5);
            x6 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[6]), p, x6);
            x7 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[7]), p, x7);
            x8 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[8]), p, x8);
            x9 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[9]), p, x9);
            x10 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[10]), p, x10);
            x11 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[11]), p, x11);
            x12 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[12]), p, x12);
            x13 = Avx512F.FusedMultiplyAdd(Vector512.Create(a[13]), p, x13);
            a += 14;
            b += 32;
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
        c += stride;
        Tile.Store(x6, c, add);
        c += stride;
        Tile.Store(x7, c, add);
        c += stride;
        Tile.Store(x8, c, add);
        c += stride;
        Tile.Store(x9, c, add);
        c += stride;
        Tile.Store(x10, c, add);
        c += stride;
        Tile.Store(x11, c, add);
        c += stride;
        Tile.Store(x12, c, add);
        c += stride;
        Tile.Store(x13, c, add);
    }
}
