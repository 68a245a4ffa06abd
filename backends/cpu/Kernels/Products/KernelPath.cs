// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics.X86;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>The micro-kernels, from the most demanding to the one that always runs.</summary>
internal enum KernelPath
{
    Avx512Tall,
    Avx512Wide,
    Fma,
    Portable,
}

/// <summary>Chooses a micro-kernel.</summary>
internal static class KernelPaths
{
    /// <summary>Those that this machine runs.</summary>
    public static IEnumerable<KernelPath> Supported => Enum.GetValues<KernelPath>().Where(IsSupported);

    public static bool IsSupported(KernelPath path) => path switch
    {
        KernelPath.Avx512Tall or KernelPath.Avx512Wide => Avx512F.IsSupported,
        KernelPath.Fma => System.Runtime.Intrinsics.X86.Fma.IsSupported,
        _ => true,
    };

    /// <summary>The path that computes the fewest padded elements; with equal waste the taller one.</summary>
    public static KernelPath Choose(int rows, int columns)
    {
        if (!Avx512F.IsSupported)
            return IsSupported(KernelPath.Fma) ? KernelPath.Fma : KernelPath.Portable;
        var (tall, wide) = (Padded(rows, 14), Padded(rows, 8));
        return wide < tall && columns >= 48 ? KernelPath.Avx512Wide : KernelPath.Avx512Tall;
    }

    public static Blocking Block(KernelPath path, int rows, int columns, int depth)
    {
        var (panelRows, panelColumns) = path switch
        {
            KernelPath.Avx512Tall => (Avx512Kernel14x32.Rows, Avx512Kernel14x32.Columns),
            KernelPath.Avx512Wide => (Avx512Kernel8x48.Rows, Avx512Kernel8x48.Columns),
            KernelPath.Fma => (FmaKernel6x16.Rows, FmaKernel6x16.Columns),
            _ => (PortableKernel4x8.Rows, PortableKernel4x8.Columns),
        };
        return new Blocking(rows, columns, depth, panelRows, panelColumns);
    }

    private static int Padded(int rows, int panel) => (rows + panel - 1) / panel * panel;
}
