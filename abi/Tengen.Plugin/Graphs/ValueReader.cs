// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary>Reads a value or a constant tensor.</summary>
internal static unsafe class ValueReader
{
    private const uint KnownFlags = Tg.TG_VALUE_PERSISTENT;

    public static Value Read(in tg_value value, string what, int symbolCount, bool inQuery, Loan loan)
    {
        Wire.Known(value.flags, KnownFlags, "tg_value.flags");
        Wire.Zero(value.reserved, "tg_value.reserved");
        var type = new DType(value.dtype);
        var shape = ReadShape(in value, what, symbolCount, inQuery);
        if (type.IsOpaque && !inQuery)
            throw GraphReader.Broken("graph.opaque", $"{what} is opaque; opaque values exist in queries only");
        var constant = value.data == null ? null : Constant(in value, type, shape, what, loan);
        return new Value(Utf8Text.Optional(value.name), type, shape, constant);
    }

    /// <summary>The tensor of an attribute.</summary>
    public static Tensor Tensor(in tg_value value, string what, Loan loan)
    {
        Wire.Known(value.flags, KnownFlags, "tg_value.flags");
        Wire.Zero(value.reserved, "tg_value.reserved");
        return Constant(in value, new DType(value.dtype), ReadShape(in value, what, 0, inQuery: false), what, loan);
    }

    /// <summary>A constant without elements, which needs no data.</summary>
    public static Tensor Empty(DType type, Shape shape) => new(type, shape.Dims, Storage.Allocate(0));

    private static Shape ReadShape(in tg_value value, string what, int symbolCount, bool inQuery)
    {
        if (value.rank == -1 && inQuery)
            return Shape.Unknown;
        if (value.rank is < 0 or > Tg.TG_MAX_RANK)
            throw GraphReader.Broken("TG-H-25", $"{what} has rank {value.rank}");
        if (value.rank > 0 && value.dims == null)
            throw GraphReader.Broken("TG-H-26", $"{what} has rank {value.rank} and no dims");
        var dims = ImmutableArray.Create(new ReadOnlySpan<long>(value.dims, value.rank));
        Int128 count = 1;
        foreach (var dim in dims)
        {
            if (dim < -symbolCount)
                throw GraphReader.Broken("TG-H-26", $"{what} has dim {dim}; the graph has {symbolCount} symbols");
            count *= Math.Max(1, dim);
            if (count > long.MaxValue)
                throw GraphReader.Broken("TG-P-27", $"{what} has more than 2^63 - 1 elements");
        }
        return new Shape(dims);
    }

    private static Tensor Constant(in tg_value value, DType type, Shape shape, string what, Loan loan)
    {
        if (!shape.IsStatic || type.Bits == 0)
            throw GraphReader.Broken("TG-H-26", $"{what} is a constant of type {type} and shape {shape}; a constant has a dtype with a size and known dims");
        var count = Shape.CountOf(shape.Dims.AsSpan());
        var needed = ((UInt128)(ulong)count * (uint)(type.Bits * type.Lanes) + 7) / 8;
        if (needed > value.bytes || value.bytes > long.MaxValue || (needed > 0 && value.data == null))
            throw GraphReader.Broken("TG-H-26", $"{what} is {type}{shape}, which takes {needed} bytes, and has {value.bytes}");
        var persistent = (value.flags & Tg.TG_VALUE_PERSISTENT) != 0;
        return new Tensor(type, shape.Dims, new BorrowedStorage((byte*)value.data, (long)value.bytes, persistent, loan));
    }
}
