// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>
/// How a product is cut: the depth into equal blocks of at most <see cref="MaxDepth"/>, rows and columns into panels of the micro-kernel's
/// size. A packed matrix holds block after block, in each block panel after panel; the last panel is padded with zeros.
/// </summary>
internal readonly struct Blocking(int rows, int columns, int depth, int panelRows, int panelColumns)
{
    /// <summary>A panel of A this deep and the tile's share of B fit the first-level cache.</summary>
    public const int MaxDepth = 384;

    public readonly int Rows = rows;
    public readonly int Columns = columns;
    public readonly int Depth = depth;
    public readonly int PanelRows = panelRows;
    public readonly int PanelColumns = panelColumns;
    public readonly int DepthBlocks = Math.Max(1, (depth + MaxDepth - 1) / MaxDepth);

    public int BlockDepth => Math.Max(1, (Depth + DepthBlocks - 1) / DepthBlocks);

    public int RowPanels => (Rows + PanelRows - 1) / PanelRows;

    public int ColumnPanels => (Columns + PanelColumns - 1) / PanelColumns;

    /// <summary>Floats of the packed left matrix.</summary>
    public long LeftSize => (long)RowPanels * PanelRows * Depth;

    /// <summary>Floats of the packed right matrix.</summary>
    public long RightSize => (long)ColumnPanels * PanelColumns * Depth;

    public int DepthOf(int block) => Math.Min(BlockDepth, Depth - block * BlockDepth);

    /// <summary>First float of a panel of the packed left matrix.</summary>
    public nint LeftPanel(int block, int panel) =>
        (nint)block * BlockDepth * RowPanels * PanelRows + (nint)panel * PanelRows * DepthOf(block);

    /// <summary>First float of a panel of the packed right matrix.</summary>
    public nint RightPanel(int block, int panel) =>
        (nint)block * BlockDepth * ColumnPanels * PanelColumns + (nint)panel * PanelColumns * DepthOf(block);
}
