// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Tengen.Graph;

/// <summary>
/// The dims of a value. A dim at or above zero is an extent; a negative dim <c>-1-k</c> is symbol <c>k</c> of the graph's table
/// (equal symbol, equal extent). <c>default</c> has unknown rank, which exists in queries only.
/// </summary>
public readonly struct Shape(ImmutableArray<long> dims) : IEquatable<Shape>
{
    /// <summary>Largest rank that crosses the ABI (<c>TG_MAX_RANK</c>).</summary>
    public const int MaxRank = 16;

    [OverloadResolutionPriority(1)]
    public Shape(params ReadOnlySpan<long> dims) : this(ImmutableArray.Create(dims)) { }

    public static Shape Unknown => default;

    public static Shape Scalar => new(ImmutableArray<long>.Empty);

    public bool HasRank => !dims.IsDefault;

    /// <summary>Number of dims, or -1 when the rank is unknown.</summary>
    public int Rank => dims.IsDefault ? -1 : dims.Length;

    /// <exception cref="InvalidOperationException">The rank is unknown.</exception>
    public ImmutableArray<long> Dims => dims.IsDefault ? throw new InvalidOperationException("the rank is unknown") : dims;

    public long this[int axis] => Dims[axis];

    /// <summary>True when every dim is a number.</summary>
    public bool IsStatic => !dims.IsDefault && dims.All(dim => dim >= 0);

    public static bool IsSymbol(long dim) => dim < 0;

    /// <summary>The dim that stands for symbol <paramref name="index"/>.</summary>
    public static long SymbolDim(int index) => -1 - (long)index;

    /// <summary>The index of the symbol that <paramref name="dim"/> stands for.</summary>
    public static int SymbolIndex(long dim) => checked((int)(-1 - dim));

    /// <summary>Product of the extents; 1 for a scalar.</summary>
    /// <exception cref="ArgumentException">A dim is negative.</exception>
    /// <exception cref="OverflowException">The product does not fit 63 bits, even if another dim is zero.</exception>
    public static long CountOf(ReadOnlySpan<long> dims)
    {
        long product = 1;
        var empty = false;
        foreach (var dim in dims)
        {
            if (dim < 0)
                throw new ArgumentException($"a dim of {dim} is no extent");
            if (dim == 0)
                empty = true;
            else
                product = checked(product * dim);
        }
        return empty ? 0 : product;
    }

    public bool Equals(Shape other) =>
        Rank == other.Rank && (Rank < 0 || dims.AsSpan().SequenceEqual(other.Dims.AsSpan()));

    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Rank);
        if (HasRank)
            foreach (var dim in dims)
                hash.Add(dim);
        return hash.ToHashCode();
    }

    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    public override string ToString() =>
        HasRank ? $"[{string.Join(',', dims.Select(dim => dim >= 0 ? dim.ToString() : $"s{-1 - dim}"))}]" : "[?]";
}
