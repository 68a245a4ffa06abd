// SPDX-License-Identifier: Apache-2.0

namespace Tengen.Reference.Cases;

/// <summary>The element at a flat position of an input of <paramref name="count"/> elements, before it is rounded to the dtype.</summary>
public delegate double Draw(Counter counter, long index, long count, FloatRange range);

/// <summary>A family of input values.</summary>
/// <param name="Name">As in case ids.</param>
/// <param name="Draw">Its elements.</param>
/// <param name="RandomLowBits">True when the statistical gate applies.</param>
/// <param name="Finite">True when no element is NaN or infinite.</param>
public sealed record DataSet(string Name, Draw Draw, bool RandomLowBits, bool Finite = true)
{
    /// <summary>True when a tensor with as many elements as its dtype has codes holds every value: no other data could show more.</summary>
    public bool IsExhaustive { get; init; }

    public override string ToString() => Name;
}
