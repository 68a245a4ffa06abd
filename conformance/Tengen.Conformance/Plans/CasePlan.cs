// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace Tengen.Conformance.Plans;

/// <summary>The cases of a run, fixed before the first one is dispatched.</summary>
public sealed class CasePlan
{
    /// <param name="ids">Case ids in order; each once.</param>
    /// <exception cref="ArgumentException">An id occurs twice.</exception>
    public CasePlan(IEnumerable<string> ids)
    {
        Ids = [.. ids];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in Ids)
            if (!seen.Add(id))
                throw new ArgumentException($"case '{id}' is planned twice");
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Ids))));
    }

    public IReadOnlyList<string> Ids { get; }

    /// <summary>SHA-256 over the ids, joined by newlines: what a certificate pins.</summary>
    public string Hash { get; }
}
