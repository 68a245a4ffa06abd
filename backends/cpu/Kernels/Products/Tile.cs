// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>Writes one vector of a tile, or adds it to what is there.</summary>
internal static unsafe class Tile
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* to, bool add) => (add ? Vector512.Load(to) + value : value).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, float* to, bool add) => (add ? Vector256.Load(to) + value : value).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, float* to, bool add) => (add ? Vector128.Load(to) + value : value).Store(to);
}
