// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Tengen.Graph.Operators;

namespace Tengen.Reference;

/// <summary>Contracts by domain and name.</summary>
internal sealed class ContractTable : IOperatorSet
{
    private readonly FrozenDictionary<(string, string), OperatorContract> _byName;

    public ContractTable(IReadOnlyList<OperatorContract> contracts)
    {
        All = [.. contracts.OrderBy(item => item.Domain, StringComparer.Ordinal).ThenBy(item => item.Name, StringComparer.Ordinal)];
        _byName = All.ToFrozenDictionary(item => (item.Domain, item.Name));
    }

    public IReadOnlyList<OperatorContract> All { get; }

    public OperatorContract? Find(string domain, string op) => _byName.GetValueOrDefault((domain, op));
}
