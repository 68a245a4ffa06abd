// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace Tengen.Conformance.Evidence;

/// <summary>A verifier's choice of cases, which nobody can foresee who does not know the verifier's text.</summary>
public static class CaseSample
{
    /// <summary>The <paramref name="count"/> cases with the least SHA-256 of nonce, newline and id, in the order given; all when there is no count.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> cases, int? count, string? nonce)
    {
        var all = cases.ToList();
        if (count is not { } number || number >= all.Count)
            return all;
        var chosen = all.OrderBy(id => Convert.ToHexString(Draw(id, nonce)), StringComparer.Ordinal).Take(number).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(chosen.Contains)];
    }

    /// <summary>SHA-256 of nonce, newline and id.</summary>
    internal static byte[] Draw(string id, string? nonce) => SHA256.HashData(Encoding.UTF8.GetBytes($"{nonce}\n{id}"));
}
