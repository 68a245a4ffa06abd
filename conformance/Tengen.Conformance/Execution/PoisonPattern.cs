// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Conformance.Execution;

/// <summary>
/// Bytes that depend on their position and a salt, so that any write over them shows, also one that copies a neighbour. Not thread-safe: used by the
/// one thread of a worker that judges cases.
/// </summary>
internal static class PoisonPattern
{
    private static byte[] _unsalted = [];

    /// <summary>The byte at a position.</summary>
    public static byte At(ulong position, byte salt) => (byte)(((uint)position * 2654435761u >> 24) ^ salt ^ 0xA5);

    /// <summary>Fills <paramref name="bytes"/> with what is at <paramref name="position"/> and behind it.</summary>
    public static void Fill(Span<byte> bytes, ulong position, byte salt)
    {
        var source = Unsalted(checked((int)position + bytes.Length)).AsSpan((int)position, bytes.Length);
        var salts = new Vector<byte>(salt);
        var i = 0;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            (new Vector<byte>(source[i..]) ^ salts).CopyTo(bytes[i..]);
        for (; i < bytes.Length; i++)
            bytes[i] = (byte)(source[i] ^ salt);
    }

    /// <summary>Index of the first byte that is not what is at <paramref name="position"/> and behind it; the length when all are.</summary>
    public static int Kept(ReadOnlySpan<byte> bytes, ulong position, byte salt)
    {
        var want = new byte[bytes.Length];
        Fill(want, position, salt);
        return bytes.CommonPrefixLength(want);
    }

    private static byte[] Unsalted(int length)
    {
        if (_unsalted.Length < length)
        {
            var grown = new byte[(int)BitOperations.RoundUpToPowerOf2((uint)length)];
            for (var i = 0; i < grown.Length; i++)
                grown[i] = At((ulong)i, 0);
            _unsalted = grown;
        }
        return _unsalted;
    }
}
