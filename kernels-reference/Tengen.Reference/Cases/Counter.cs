// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace Tengen.Reference.Cases;

/// <summary>
/// A counter-based generator: every draw is a function of the seed and a position, so that any element can be recomputed alone.
/// Source of the mixer: SplitMix64 (Steele, Lea, Flood 2014), applied twice.
/// </summary>
public readonly record struct Counter(ulong Seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The first 64 bits of SHA-256 over id, suite version and nonce, each ended by a line feed.</summary>
    public static Counter Of(string id, int suiteVersion, string nonce)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{id}\n{suiteVersion}\n{nonce}\n"));
        return new Counter(System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    /// <summary>An independent generator, such as one per input.</summary>
    public Counter Stream(int index) => new(Bits(~(ulong)index));

    public ulong Bits(ulong position) => Mix(Mix(Seed + position * Golden) ^ position);

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double Unit(ulong position) => (Bits(position) >> 11) * (1.0 / (1L << 53));

    /// <summary>Standard normal by Box and Muller from the draws at 2p and 2p+1.</summary>
    public double Normal(ulong position) =>
        Math.Sqrt(-2 * Math.Log(1 - Unit(2 * position))) * Math.Cos(2 * Math.PI * Unit(2 * position + 1));

    /// <summary>Uniform over low..high, both included.</summary>
    public long Integer(ulong position, long low, long high) =>
        low + (long)(((UInt128)Bits(position) * ((UInt128)(ulong)(high - low) + 1)) >> 64);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
