// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;

namespace Tengen.Backends.OpenCl.Operators;

/// <summary>Right matrices that are constants are packed once, while planning, as the kernel <c>pack</c> of <c>product_vector.cl</c> does it.</summary>
internal static unsafe class ConstantPanels
{
    private const long Limit = 1 << 30;

    /// <summary>True when the panels are a constant of moderate size.</summary>
    public static bool Applies(Tensor? constant, ElementType type, long elements) =>
        constant is not null && elements * (32 / type.Lanes) <= Limit;

    /// <param name="count">Matrices.</param>
    /// <param name="width">Columns of a panel.</param>
    /// <param name="panels">Panels of a matrix.</param>
    public static byte[] Pack(Tensor constant, ElementType type, Matrix matrix, uint count, uint width, uint panels)
    {
        var size = 32 / type.Lanes;
        var packed = new byte[(long)count * panels * matrix.Rows * width * size];
        fixed (byte* to = packed)
            for (var index = 0L; index < (long)count * panels * matrix.Rows; index++)
            {
                var (row, panel, origin) = (index % matrix.Rows, index / matrix.Rows % panels, index / matrix.Rows / panels * matrix.Rows * matrix.Columns);
                for (var column = panel * width; column < Math.Min((panel + 1) * width, matrix.Columns); column++)
                    Copy(constant, origin + row * matrix.RowStep + column * matrix.ColumnStep, to + (index * width + column - panel * width) * size, size);
            }
        return packed;
    }

    private static void Copy(Tensor constant, long element, byte* to, int size)
    {
        if (constant.Type == DType.Float16)
            *(float*)to = (float)((Half*)constant.Pointer)[element];
        else if (constant.Type == DType.BFloat16)
            *(uint*)to = (uint)((ushort*)constant.Pointer)[element] << 16;
        else if (size == 4)
            *(uint*)to = ((uint*)constant.Pointer)[element];
        else
            *(ulong*)to = ((ulong*)constant.Pointer)[element];
    }
}
