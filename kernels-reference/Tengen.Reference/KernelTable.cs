// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;

namespace Tengen.Reference;

/// <summary>Kernels by domain and name. Immutable and thread-safe.</summary>
public sealed class KernelTable
{
    private readonly FrozenDictionary<(string, string), OperatorKernel> _byName;

    internal KernelTable(IReadOnlyList<OperatorKernel> kernels)
    {
        All = [.. kernels.OrderBy(item => item.Contract.Domain, StringComparer.Ordinal).ThenBy(item => item.Contract.Name, StringComparer.Ordinal)];
        _byName = All.ToFrozenDictionary(item => (item.Contract.Domain, item.Contract.Name));
    }

    /// <summary>Ordered by domain and name (ordinal).</summary>
    public IReadOnlyList<OperatorKernel> All { get; }

    public OperatorKernel? Find(string domain, string op) => _byName.GetValueOrDefault((domain, op));
}
