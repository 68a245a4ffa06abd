// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;

namespace Tengen.Backends.OpenCl.Operators;

/// <summary>
/// Launches of matrix products y = a b, or with a <see cref="Bias"/> y = alpha a b + beta d: tiles through local memory where the device
/// prefers work groups, vector registers without barriers elsewhere.
/// </summary>
internal static class Products
{
    private const uint TileEdge = 64, GroupEdge = 16, RowsEach = 6, PackedEach = 64;

    public static void Add(PlanBuilder plan, DType dtype, Matrix a, Matrix b, int y, Batches batches, Bias? bias)
    {
        var type = ElementType.Of(dtype);
        if (plan.Device.PrefersGroups)
        {
            AddTiled(plan, type, type, a, b, y, batches, bias);
            return;
        }
        var (width, panels) = Panels(type, b.Columns);
        if (ConstantPanels.Applies(plan.ConstantOf(b.Slot), type, (long)batches.RightCount * panels * b.Rows * width))
        {
            var panelsOnce = plan.Own(ConstantPanels.Pack(plan.ConstantOf(b.Slot)!, type, b, batches.RightCount, width, panels));
            AddVector(plan, type, a, panelsOnce, b.Columns, y, batches, bias);
            return;
        }
        var packed = Temporary(plan, type, batches, (long)panels * b.Rows * width);
        plan.Launch(VectorSource(plan, type, bias), "pack", new Grid([(b.Rows + PackedEach - 1) / PackedEach * PackedEach, panels, batches.RightCount], [PackedEach, 1, 1]), [b.Slot, packed],
            b.Columns, b.Rows, b.RowStep, b.ColumnStep, b.Rows * b.Columns);
        AddVector(plan, type, a, packed, b.Columns, y, batches, bias);
    }

    /// <summary>The same with right matrices made of patches.</summary>
    public static void Add(PlanBuilder plan, DType dtype, Matrix a, Patches b, int y, Batches batches, Bias? bias)
    {
        var (type, columns) = (ElementType.Of(dtype), b.Window.Positions);
        if (plan.Device.PrefersGroups)
        {
            var dense = Pack(plan, type, b, a.Columns, batches, columns, 1);
            AddTiled(plan, type, type.Widened, a, new Matrix(dense, a.Columns, columns, columns, 1), y, batches, bias);
            return;
        }
        var (width, panels) = Panels(type, columns);
        AddVector(plan, type, a, Pack(plan, type, b, a.Columns, batches, width, panels), columns, y, batches, bias);
    }

    private static int Pack(PlanBuilder plan, ElementType type, Patches b, uint depth, Batches batches, uint width, uint panels)
    {
        var packed = Temporary(plan, type, batches, (long)panels * depth * width);
        var local = plan.Device.PrefersGroups ? 1 : width;
        plan.Launch(plan.Source("window.cl+patches.cl", type, ("X", type)), "patches", new Grid([panels * width, depth, batches.RightCount], [local, 1, 1]), [b.Slot, packed],
            [b.Window.Positions, b.Window.Cells, b.Channels, b.Window.Plane, width, .. b.Window.Scalars]);
        return packed;
    }

    private static void AddVector(PlanBuilder plan, ElementType type, Matrix a, int packed, uint columns, int y, Batches batches, Bias? bias) =>
        plan.Launch(VectorSource(plan, type, bias), "product",
            new Grid([(a.Rows + RowsEach - 1) / RowsEach, Panels(type, columns).Count, batches.Count], [1, 1, 1]), [a.Slot, packed, .. Slots(bias), y],
            [a.Rows, columns, a.Columns, a.RowStep, a.ColumnStep,
            Scalar.Dims(batches.Box, 0, 16), Scalar.Steps(batches.Box, 0, 0, 16), Scalar.Steps(batches.Box, 2, 0, 16), .. Scalars(type, batches, bias)]);

    private static void AddTiled(PlanBuilder plan, ElementType type, ElementType right, Matrix a, Matrix b, int y, Batches batches, Bias? bias)
    {
        var (m, n, k) = (a.Rows, b.Columns, a.Columns);
        var source = plan.Source("product.cl+product_tiled.cl", type, Defines(bias), ("A", type), ("B", right), ("D", type), ("Y", type));
        var grid = new Grid([(n + TileEdge - 1) / TileEdge * GroupEdge, (m + TileEdge - 1) / TileEdge * GroupEdge, batches.Count], [GroupEdge, GroupEdge, 1]);
        plan.Launch(source, "product", grid, [a.Slot, b.Slot, .. Slots(bias), y],
            [m, n, k, a.RowStep, a.ColumnStep, b.RowStep, b.ColumnStep,
            Scalar.Dims(batches.Box, 0, 16), Scalar.Steps(batches.Box, 0, 0, 16), Scalar.Steps(batches.Box, 1, 0, 16), .. Scalars(type, batches, bias)]);
    }

    private static (uint Width, uint Count) Panels(ElementType type, uint columns)
    {
        var width = 2 * (uint)type.Lanes;
        return (width, (columns + width - 1) / width);
    }

    private static int Temporary(PlanBuilder plan, ElementType type, Batches batches, long elements) =>
        plan.Temporary(batches.RightCount * elements * (32 / type.Lanes));

    private static string VectorSource(PlanBuilder plan, ElementType type, Bias? bias) =>
        plan.Source("product.cl+product_vector.cl", type, Defines(bias), ("A", type), ("B", type), ("D", type), ("Y", type));

    private static string[] Defines(Bias? bias) => bias is null ? [] : ["GEMM"];

    private static int[] Slots(Bias? bias) => bias is null ? [] : [bias.Slot];

    private static Scalar[] Scalars(ElementType type, Batches batches, Bias? bias) => bias is null
        ? []
        : [Scalar.Real(bias.Alpha, type), Scalar.Real(bias.Beta, type), bias.RowStep, bias.ColumnStep, Scalar.Steps(batches.Box, 3, 0, 16)];
}
