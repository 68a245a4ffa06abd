// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>
/// What is done to a finished element while it is in the cache: bias, batch normalisation, residual, Relu, in this order, each rounded
/// to fp32 exactly as the separate operators would. Null pointers are steps left out. Pointers are borrowed for the run.
/// </summary>
internal unsafe struct Epilogue
{
    /// <summary>Added to every element of a row.</summary>
    public float* RowBias;

    /// <summary>Added to every element of a column.</summary>
    public float* ColumnBias;

    /// <summary>Per row (value - mean) / deviation * scale + shift; all four or none.</summary>
    public float* Mean;

    public float* Deviation;

    public float* Scale;

    public float* Shift;

    /// <summary>Added; laid out as the product.</summary>
    public float* Residual;

    public bool Relu;

    public readonly bool IsEmpty => RowBias == null && ColumnBias == null && Mean == null && Residual == null && !Relu;

    /// <summary>The same for the rows from <paramref name="rows"/> on and a residual <paramref name="elements"/> further.</summary>
    public readonly Epilogue Skip(nint rows, nint elements)
    {
        var next = this;
        next.RowBias = RowBias == null ? null : RowBias + rows;
        next.Mean = Mean == null ? null : Mean + rows;
        next.Deviation = Deviation == null ? null : Deviation + rows;
        next.Scale = Scale == null ? null : Scale + rows;
        next.Shift = Shift == null ? null : Shift + rows;
        next.Residual = Residual == null ? null : Residual + elements;
        return next;
    }

    /// <summary>Finishes <paramref name="width"/> elements of row <paramref name="row"/> that start at <paramref name="column"/>.</summary>
    /// <param name="product">First element of the whole product.</param>
    public readonly void Apply(float* product, nint stride, int row, int column, int width)
    {
        var at = row * stride + column;
        var values = product + at;
        var lane = 0;
        for (; lane <= width - Vector<float>.Count; lane += Vector<float>.Count)
        {
            var value = Vector.Load(values + lane);
            if (RowBias != null)
                value += new Vector<float>(RowBias[row]);
            if (ColumnBias != null)
                value += Vector.Load(ColumnBias + column + lane);
            if (Mean != null)
                value = (value - new Vector<float>(Mean[row])) / new Vector<float>(Deviation[row]) * new Vector<float>(Scale[row]) + new Vector<float>(Shift[row]);
            if (Residual != null)
                value += Vector.Load(Residual + at + lane);
            if (Relu)
                value = Vector.Max(value, Vector<float>.Zero);
            value.Store(values + lane);
        }
        for (; lane < width; lane++)
            values[lane] = Finish(values[lane], row, column + lane, at + lane);
    }

    private readonly float Finish(float value, int row, int column, nint at)
    {
        if (RowBias != null)
            value += RowBias[row];
        if (ColumnBias != null)
            value += ColumnBias[column];
        if (Mean != null)
            value = (value - Mean[row]) / Deviation[row] * Scale[row] + Shift[row];
        if (Residual != null)
            value += Residual[at];
        return Relu ? MathF.Max(value, 0) : value;
    }
}
