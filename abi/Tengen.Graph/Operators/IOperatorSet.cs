// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph.Operators;

/// <summary>The operators that somebody knows the contract of. Immutable and thread-safe.</summary>
public interface IOperatorSet
{
    /// <summary>The contract in its newest form, or null when the operator is not known.</summary>
    OperatorContract? Find(string domain, string op);

    /// <summary>Every contract, ordered by domain and name (ordinal).</summary>
    IReadOnlyList<OperatorContract> All { get; }
}
