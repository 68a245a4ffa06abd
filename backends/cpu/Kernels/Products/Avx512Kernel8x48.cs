// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>8 rows by 48 columns in 24 of the 32 AVX-512 registers: no rows are wasted where channels come in eights.</summary>
internal readonly unsafe struct Avx512Kernel8x48 : IMicroKernel
{
    public static bool IsSupported => Avx512F.IsSupported;

    public static int Rows => 8;

    public static int Columns => 48;

    public static int Lanes => 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint depth, float* a, float* b, float* c, nint stride, bool add)
    {
        Vector512<float> x0 = default, y0 = default, z0 = default;
        Vector512<float> x1 = default, y1 = default, z1 = default;
        Vector512<float> x2 = default, y2 = default, z2 = default;
        Vector512<float> x3 = default, y3 = default, z3 = default;
        Vector512<float> x4 = default, y4 = default, z4 = default;
        Vector512<float> x5 = default, y5 = default, z5 = default;
        Vector512<float> x6 = default, y6 = default, z6 = default;
        Vector512<float> x7 = default, y7 = default, z7 = default;
        for (; depth > 0; depth--)
        {
            var p = Vector512.Load(b);
            var q = Vector512.Load(b + 16);
            var r = Vector512.Load(b + 32);
            var a0 = Vector512.Create(a[0]);
            x0 = Avx512F.FusedMultiplyAdd(a0, p, x0);
            y0 = Avx512F.FusedMultiplyAdd(a0, q, y0);
            z0 = Avx512F.FusedMultiplyAdd(a0, r, z0);
            var a1 = Vector512.Create(a[1]);
            x1 = Avx512F.FusedMultiplyAdd(a1, p, x1);
            y1 = Avx512F.FusedMultiplyAdd(a1, q, y1);
            z1 = Avx512F.FusedMultiplyAdd(a1, r, z1);
            var a2 = Vector512.Create(a[2]);
            x2 = Avx512F.FusedMultiplyAdd(a2, p, x2);
            y2 = Avx512F.FusedMultiplyAdd(a2, q, y2);
            z2 = Avx512F.FusedMultiplyAdd(a2, r, z2);
            var a3 = Vector512.Create(a[3]);
            x3 = Avx512F.FusedMultiplyAdd(a3, p, x3);
            y3 = Avx512F.FusedMultiplyAdd(a3, q, y3);
            z3 = Avx512F.FusedMultiplyAdd(a3, r, z3);
            var a4 = Vector512.Create(a[4]);
            x4 = Avx512F.FusedMultiplyAdd(a4, p, x4);
            y4 = Avx512F.FusedMultiplyAdd(a4, q, y4);
            z4 = Avx512F.FusedMultiplyAdd(a4, r, z4);
            var a5 = Vector512.Create(a[5]);
            x5 = Avx512F.FusedMultiplyAdd(a5, p, x5);
            y5 = Avx512F.FusedMultiplyAdd(a5, q, y5);
            z5 = Avx512F.FusedMultiplyAdd(a5, r, z5);
            var a6 = Vector512.Create(a[6]);
            x6 = Avx512F.FusedMultiplyAdd(a6, p, x6);
            y6 = Avx512F.FusedMultiplyAdd(a6, q, y6);
            z6 = Avx512F.FusedMultiplyAdd(a6, r, z6);
            var a7 = Vector512.Create(a[7]);
            x7 = Avx512F.FusedMultiplyAdd(a7, p, x7);
            y7 = Avx512F.FusedMultiplyAdd(a7, q, y7);
            z7 = Avx512F.FusedMultiplyAdd(a7, r, z7);
            a += 8;
            b += 48;
        }
        Tile.Store(x0, c, add);
        Tile.Store(y0, c + 16, add);
        Tile.Store(z0, c + 32, add);
        c += stride;
        Tile.Store(x1, c, add);
        Tile.Store(y1, c + 16, add);
        Tile.Store(z1, c + 32, add);
        c += stride;
        Tile.Store(x2, c, add);
        Tile.Store(y2, c + 16, add);
        Tile.Store(z2, c + 32, add);
        c += stride;
        Tile.Store(x3, c, add);
        Tile.Store(y3, c + 16, add);
        Tile.Store(z3, c + 32, add);
        c += stride;
        Tile.Store(x4, c, add);
        Tile.Store(y4, c + 16, add);
        Tile.Store(z4, c + 32, add);
        c += stride;
        Tile.Store(x5, c, add);
        Tile.Store(y5, c + 16, add);
        Tile.Store(z5, c + 32, add);
        c += stride;
        Tile.Store(x6, c, add);
        Tile.Store(y6, c + 16, add);
        Tile.Store(z6, c + 32, add);
        c += stride;
        Tile.Store(x7, c, add);
        Tile.Store(y7, c + 16, add);
        Tile.Store(z7, c + 32, add);
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
            a += 8;
            b += 48;
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
    }
}
