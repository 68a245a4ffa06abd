// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Probes;

/// <summary>The order of a sum as a tree: a node adds what its children come to.</summary>
/// <param name="Term">The term of a leaf, otherwise -1.</param>
/// <param name="Children">Empty for a leaf; more than two where terms are added in one step.</param>
internal sealed record SummationTree(int Term, IReadOnlyList<SummationTree> Children)
{
    public IReadOnlyList<int> Terms { get; } = Term >= 0 ? [Term] : [.. Children.SelectMany(child => child.Terms)];

    public int Count => Terms.Count;

    /// <summary>Additions on the longest way from a term to the root.</summary>
    public int Depth => Term >= 0 ? 0 : 1 + Children.Max(child => child.Depth);

    /// <summary>The smallest subtree that holds two terms.</summary>
    public SummationTree Smallest(int one, int other) =>
        Children.FirstOrDefault(child => child.Terms.Contains(one) && child.Terms.Contains(other))?.Smallest(one, other) ?? this;

    /// <summary>Each step adds one term, in the order of their positions.</summary>
    public bool IsSequential => IsChain && Chain().SequenceEqual(Enumerable.Range(0, Count));

    /// <summary>As <see cref="IsSequential"/>, from the last term to the first.</summary>
    public bool IsReversed => IsChain && Count > 2 && Chain().Skip(2).SequenceEqual(Enumerable.Range(0, Count - 2).Reverse());

    /// <summary>Every step adds neighbours: what a node sums has no gaps.</summary>
    public bool IsContiguous => Term >= 0 || Terms.Max() - Terms.Min() + 1 == Count && Children.All(child => child.IsContiguous);

    /// <summary>No deeper than halving needs, with two steps to spare.</summary>
    public bool IsBalanced => Depth <= int.Log2(Math.Max(1, Count)) + 2;

    public string Name => IsSequential ? "sequential" : IsReversed ? "sequential, from the last term" : $"{(IsBalanced ? "balanced" : IsContiguous ? "blocks" : "interleaved")}, depth {Depth} of {Count}";

    private bool IsChain => Term >= 0 || Children.Count == 2 && Children.Count(child => child.Term < 0) <= 1 && Children.All(child => child.IsChain);

    /// <summary>The terms of a chain, the first two in rising order.</summary>
    private IEnumerable<int> Chain()
    {
        if (Count <= 2)
            return Terms.Order();
        return Children.OrderByDescending(child => child.Count).SelectMany(child => child.Chain());
    }
}
