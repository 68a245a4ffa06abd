// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Security.Cryptography;

namespace Tengen.Conformance.Certificates;

/// <summary>One digest over an ordered list, as in certificate transparency: leaves and nodes are hashed apart. Source: RFC 9162, section 2.1.1.</summary>
public static class MerkleTree
{
    /// <summary>SHA-256 root of the leaves, lower-case hex; of none the digest of nothing.</summary>
    public static string Root(IReadOnlyList<byte[]> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        return Convert.ToHexStringLower(leaves.Count == 0 ? SHA256.HashData([]) : Node(leaves, 0, leaves.Count));
    }

    private static byte[] Node(IReadOnlyList<byte[]> leaves, int first, int count)
    {
        if (count == 1)
            return SHA256.HashData([0, .. leaves[first]]);
        var left = (int)(BitOperations.RoundUpToPowerOf2((uint)count) / 2);
        return SHA256.HashData([1, .. Node(leaves, first, left), .. Node(leaves, first + left, count - left)]);
    }
}
