// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Abi.Tests;

/// <summary>The managed reader against the header's own helpers, on the same bytes.</summary>
public sealed unsafe class ReaderTests(CHelpers c) : IClassFixture<CHelpers>
{
    private const uint Least = 16;
    private const int Room = 4200;

    /// <summary>Sizes around every border, and memory whose bytes beyond some point are zero.</summary>
    private static readonly Gen<(uint Size, byte[] Memory)> s_cases =
        Gen.Select(
            Gen.OneOf(Gen.UInt[0, 80], Gen.UInt[0, 20].Select(n => n * 4), Gen.UInt[0, 10].Select(n => n * 8), Gen.UInt[4088, 4104], Gen.UInt),
            Gen.Byte.Array[Room],
            Gen.Int[0, 96],
            Gen.Bool).Select((size, memory, set, dense) =>
            {
                if (!dense)
                {
                    memory.AsSpan(set).Clear();
                }

                MemoryMarshal.Write(memory, size);
                return (size, memory);
            });

    [Fact]
    public void Read_answers_and_copies_as_tg_read() => s_cases.Sample(x =>
    {
        fixed (byte* memory = x.Memory)
        {
            byte* expected = stackalloc byte[GrownStruct.Bytes];
            new Span<byte>(expected, GrownStruct.Bytes).Clear();
            var status = c.Read(expected, GrownStruct.Bytes, memory, Least);
            Assert.Equal(status, Reader.Read(out GrownStruct copy, (GrownStruct*)memory));
            Assert.Equal(new ReadOnlySpan<byte>(expected, GrownStruct.Bytes), copy.Data);
        }
    });

    [Fact]
    public void Table_answers_and_copies_as_tg_table() => s_cases.Sample(x =>
    {
        fixed (byte* memory = x.Memory)
        {
            byte* expected = stackalloc byte[GrownStruct.Bytes];
            new Span<byte>(expected, GrownStruct.Bytes).Clear();
            var status = c.Table(expected, GrownStruct.Bytes, memory, Least);
            Assert.Equal(status, Reader.Table(out GrownStruct copy, (GrownStruct*)memory));
            Assert.Equal(new ReadOnlySpan<byte>(expected, GrownStruct.Bytes), copy.Data);
        }
    });

    [Fact]
    public void At_answers_and_copies_as_tg_at() => Gen.Select(s_cases, Gen.UInt[0, 1]).Sample((x, index) =>
    {
        index = x.Size <= 64 ? index : 0;
        fixed (byte* memory = x.Memory)
        {
            byte* expected = stackalloc byte[GrownStruct.Bytes];
            new Span<byte>(expected, GrownStruct.Bytes).Clear();
            var status = c.At(expected, GrownStruct.Bytes, memory, x.Size, index, Least);
            Assert.Equal(status, Reader.At(out GrownStruct copy, (GrownStruct*)memory, x.Size, index));
            Assert.Equal(new ReadOnlySpan<byte>(expected, GrownStruct.Bytes), copy.Data);
        }
    });

    [Fact]
    public void Write_leaves_the_memory_that_tg_write_leaves() => Gen.Select(s_cases, Gen.Byte.Array[GrownStruct.Bytes]).Sample((x, bytes) =>
    {
        var full = MemoryMarshal.Read<GrownStruct>(bytes);
        var other = (byte[])x.Memory.Clone();
        fixed (byte* expected = x.Memory, actual = other)
        {
            Assert.Equal(c.Write(expected, &full, GrownStruct.Bytes, Least), Reader.Write((GrownStruct*)actual, in full));
            Assert.Equal(x.Memory, other);
        }
    });

    [Fact]
    public void WriteAt_leaves_the_memory_that_tg_write_at_leaves() => Gen.Select(s_cases, Gen.Byte.Array[GrownStruct.Bytes], Gen.UInt[0, 1]).Sample((x, bytes, index) =>
    {
        index = x.Size <= 64 ? index : 0;
        var full = MemoryMarshal.Read<GrownStruct>(bytes);
        var other = (byte[])x.Memory.Clone();
        fixed (byte* expected = x.Memory, actual = other)
        {
            var status = c.WriteAt(expected, x.Size, index, &full, GrownStruct.Bytes, Least);
            Assert.Equal(status, Reader.WriteAt((GrownStruct*)actual, x.Size, index, in full));
            Assert.Equal(x.Memory, other);
        }
    });

    [Fact]
    public void Null_is_an_invalid_argument_and_gives_zeroes()
    {
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Reader.Read(out tg_completion read, null));
        Assert.Equal(0UL, read.ticket);
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Reader.At(out tg_value _, null, (uint)sizeof(tg_value), 0));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Reader.Table(out tg_host _, null));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Reader.Write<tg_stats>(null, default));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Reader.WriteAt<tg_support>(null, (uint)sizeof(tg_support), 0, default));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        tg_completion told = new() { size = (uint)sizeof(tg_completion), ticket = 7 };
        var element = default(tg_value);
        var before = 0L;
        for (var i = 0; i < 1000; i++)
        {
            before = i == 1 ? GC.GetAllocatedBytesForCurrentThread() : before;
            _ = Reader.Read(out tg_completion _, &told) + Reader.Table(out tg_completion _, &told) + Reader.At(out tg_value _, &element, (uint)sizeof(tg_value), 0);
            _ = Reader.Write(&told, in told) + Reader.WriteAt(&element, (uint)sizeof(tg_value), 0, in element);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
