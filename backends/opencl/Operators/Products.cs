// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;

namespace Tengen.Backends.OpenCl.Operators;

/// <summary>
/// Launches of matrix products y = a b, or with <see cref="Bias"/> y = alpha a b + beta d: tiles through local memory where the device
/// prefers work groups, vector registers without barriers elsewhere.
/// </summary>
internal static class Products
{
    private const uint TileEdge = 64, GroupEdge = 16, RowsEach = 6;

    public static void Add(PlanBuilder plan, DType dtype, Matrix a, Matrix b, int y, Batches batches, Bias? bias)
    {
        var type = ElementType.Of(dtype);
        if (plan.Device.PrefersGroups)
            AddTiled(plan, type, a, b, y, batches, bias);
        else
            AddVector(plan, type, a, b, y, batches, bias);
    }

    private static void AddTiled(PlanBuilder plan, ElementType type, Matrix a, Matrix b, int y, Batches batches, Bias? bias)
    {
        var (m, n, k) = (a.Rows, b.Columns, a.Columns);
        var source = Source(plan, "product_tiled.cl", type, bias);
        var grid = new Grid([(n + TileEdge - 1) / TileEdge * GroupEdge, (m + TileEdge - 1) / TileEdge * GroupEdge, batches.Count], [GroupEdge, GroupEdge, 1]);
        plan.Launch(source, "product", grid, [a.Slot, b.Slot, .. Slots(bias), y],
            [m, n, k, a.RowStep, a.ColumnStep, b.RowStep, b.ColumnStep,
            Scalar.Dims(batches.Box, 0, 16), Scalar.Steps(batches.Box, 0, 0, 16), Scalar.Steps(batches.Box, 1, 0, 16), .. Scalars(type, bias)]);
    }

    private static void AddVector(PlanBuilder plan, ElementType type, Matrix a, Matrix b, int y, Batches batches, Bias? bias)
    {
        var (m, n, k) = (a.Rows, b.Columns, a.Columns);
        var source = Source(plan, "product_vector.cl", type, bias);
        var width = 2 * (uint)type.Lanes;
        var panels = (n + width - 1) / width;
        var packed = plan.Temporary((long)batches.RightCount * panels * k * width * (32 / type.Lanes));
        plan.Launch(source, "pack", new Grid([k, panels, batches.RightCount], [1, 1, 1]), [b.Slot, packed], n, k, b.RowStep, b.ColumnStep, b.Rows * b.Columns);
        plan.Launch(source, "product", new Grid([(m + RowsEach - 1) / RowsEach, panels, batches.Count], [1, 1, 1]), [a.Slot, packed, .. Slots(bias), y],
            [m, n, k, a.RowStep, a.ColumnStep,
            Scalar.Dims(batches.Box, 0, 16), Scalar.Steps(batches.Box, 0, 0, 16), Scalar.Steps(batches.Box, 2, 0, 16), .. Scalars(type, bias)]);
    }

    private static string Source(PlanBuilder plan, string file, ElementType type, Bias? bias) =>
        plan.Source(file, type, bias is null ? [] : ["GEMM"], ("A", type), ("B", type), ("D", type), ("Y", type));

    private static int[] Slots(Bias? bias) => bias is null ? [] : [bias.Slot];

    private static Scalar[] Scalars(ElementType type, Bias? bias) => bias is null
        ? []
        : [Scalar.Real(bias.Alpha, type), Scalar.Real(bias.Beta, type), bias.RowStep, bias.ColumnStep];
}

/// <summary>A matrix, or many of one size one behind the other, in a slot.</summary>
/// <param name="RowStep">Elements from row to row.</param>
/// <param name="ColumnStep">Elements from column to column.</param>
internal sealed record Matrix(int Slot, uint Rows, uint Columns, uint RowStep, uint ColumnStep);

/// <summary>Which matrices meet.</summary>
/// <param name="Box">Walks the products; steps are the left matrix's elements, the right one's elements, and the right one's matrices.</param>
/// <param name="Count">Products.</param>
/// <param name="RightCount">Right matrices.</param>
internal sealed record Batches(Box Box, uint Count, uint RightCount)
{
    public static readonly Batches One = new(new Box([], [], [], []), 1, 1);
}

/// <summary>What Gemm adds: beta times a tensor that broadcasts to the product, which is scaled by alpha.</summary>
internal sealed record Bias(int Slot, uint RowStep, uint ColumnStep, float Alpha, float Beta);
