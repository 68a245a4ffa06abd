// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.OpenCl.Operators;

/// <summary>A matrix, or many of one size one behind the other, in a slot.</summary>
/// <param name="RowStep">Elements from row to row.</param>
/// <param name="ColumnStep">Elements from column to column.</param>
internal sealed record Matrix(int Slot, uint Rows, uint Columns, uint RowStep, uint ColumnStep);

/// <summary>Right matrices of a convolution: a row for each channel of a group and cell of the window, a column for each position.</summary>
/// <param name="Slot">Of the input.</param>
/// <param name="Channels">Of a group.</param>
internal sealed record Patches(int Slot, uint Channels, Window Window);

/// <summary>Which matrices meet.</summary>
/// <param name="Box">
/// Walks the products; steps are the left matrix's elements, the right one's elements, the right one's matrices, and the bias's elements.
/// </param>
/// <param name="Count">Products.</param>
/// <param name="RightCount">Right matrices.</param>
internal sealed record Batches(Box Box, uint Count, uint RightCount)
{
    public static readonly Batches One = new(new Box([], [], [], [], []), 1, 1);
}

/// <summary>What is added: beta times a tensor that broadcasts to the product, which is scaled by alpha.</summary>
internal sealed record Bias(int Slot, uint RowStep, uint ColumnStep, float Alpha, float Beta);
