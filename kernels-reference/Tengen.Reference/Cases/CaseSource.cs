// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;

namespace Tengen.Reference.Cases;

/// <summary>The generated cases, always in the same order.</summary>
public static class CaseSource
{
    public static IEnumerable<Case> Cases(OperatorContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return OperatorSet.Kernels.Find(contract.Domain, contract.Name) is { } kernel ? kernel.Cases.Of(contract.Name) : [];
    }

    public static IEnumerable<Case> All => OperatorSet.Kernels.All.SelectMany(kernel => kernel.Cases.Of(kernel.Contract.Name));
}
