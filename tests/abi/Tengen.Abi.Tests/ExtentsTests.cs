// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Abi.Tests;

/// <summary>Overflow-safe arithmetic against the header's own helpers.</summary>
public sealed unsafe class ExtentsTests(CHelpers c) : IClassFixture<CHelpers>
{
    private static readonly Gen<ulong> s_word = Gen.OneOf(Gen.ULong, Gen.ULong[0, 64], Gen.ULong[0, 64].Select(n => ulong.MaxValue - n), Gen.Int[0, 63].Select(n => 1UL << n));

    private static readonly Gen<long> s_extent = Gen.OneOf(Gen.Long, Gen.Long[-1, 9], Gen.Int[0, 62].Select(n => 1L << n));

    [Fact]
    public void InRange_answers_as_tg_in_range() => Gen.Select(s_word, s_word, s_word).Sample((offset, bytes, capacity) =>
        Assert.Equal(c.InRange(offset, bytes, capacity) != 0, Extents.InRange(offset, bytes, capacity)));

    [Fact]
    public void TryCount_answers_as_tg_count() => s_extent.Array[0, 18].Sample(dims =>
    {
        ulong expected = 0;
        fixed (long* first = dims)
        {
            var known = c.Count(first, (uint)dims.Length, &expected) != 0;
            Assert.Equal(known, Extents.TryCount(dims, out var count));
            Assert.Equal(known ? expected : 0, count);
        }
    });

    [Fact]
    public void TryBytes_answers_as_tg_bytes() => Gen.Select(
        Gen.OneOf(Gen.UInt, Gen.OneOf(Gen.Const(Tg.TG_F32), Gen.Const(Tg.TG_I4), Gen.Const(Tg.TG_U2), Gen.Const(Tg.TG_C128), Gen.Const(Tg.TG_OPAQUE))), s_word).Sample((dtype, elements) =>
    {
        ulong expected = 0;
        var known = c.Bytes(dtype, elements, &expected) != 0;
        Assert.Equal(known, Extents.TryBytes(dtype, elements, out var bytes));
        Assert.Equal(known ? expected : 0, bytes);
    });
}
