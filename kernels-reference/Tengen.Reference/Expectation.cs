// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

/// <summary>What one output of one node may be. Immutable.</summary>
public sealed class Expectation
{
    private readonly Tolerance[]? _tolerances;

    internal Expectation(Tensor reference, Tolerance[]? tolerances, int[]? sample) => (Reference, _tolerances, Sample) = (reference, tolerances, sample);

    /// <summary>The reference values, rounded to the output's dtype.</summary>
    public Tensor Reference { get; }

    /// <summary>True when every element must equal the reference: integers bit for bit, floating-point elements in value, NaN for NaN.</summary>
    public bool IsExact => _tolerances is null;

    /// <summary>
    /// The elements with a full tolerance, ascending, or null when all have one. Where this is a sample, the other elements have a forward
    /// bound only: rigorous, wider, and without statistics (an infinite sigma). A report says so.
    /// </summary>
    public IReadOnlyList<int>? Sample { get; }

    /// <summary>The tolerance of a flat element. Exact outputs have none.</summary>
    public Tolerance this[int element] => _tolerances is null ? throw new InvalidOperationException("an exact output has no tolerance") : _tolerances[element];
}
