// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Interop.Onnx;

namespace Tengen.Tests;

/// <summary>Bit patterns follow the formats' definitions: IEEE 754, bfloat16, the OCP 8-bit and MX specifications; layouts the comments of onnx.proto.</summary>
public sealed class DecodedValueTests
{
    private const int Floats = 4, Ints = 5, Longs = 7, Doubles = 10, Unsigned = 11;

    /// <summary>Data type, name, element count, memory in hexadecimal, typed field, its entries as unsigned 64-bit patterns.</summary>
    public static TheoryData<int, string, int, string, int, ulong[]> Types => new()
    {
        { 1, "f32", 2, "0000803F 010000FF", Floats, [0x3F800000, 0xFF000001] },
        { 2, "u8", 3, "00 7F FF", Ints, [0, 127, 255] },
        { 3, "i8", 3, "80 FF 7F", Ints, [Negative(-128), Negative(-1), 127] },
        { 4, "u16", 2, "FFFF 0100", Ints, [65535, 1] },
        { 5, "i16", 2, "0080 FF7F", Ints, [Negative(-32768), 32767] },
        { 6, "i32", 2, "00000080 FFFFFF7F", Ints, [Negative(int.MinValue), int.MaxValue] },
        { 7, "i64", 2, "0000000000000080 FEFFFFFFFFFFFFFF", Longs, [1UL << 63, Negative(-2)] },
        { 9, "bool", 2, "01 00", Ints, [1, 0] },
        { 10, "f16", 2, "003C 01FC", Ints, [0x3C00, 0xFC01] },
        { 11, "f64", 2, "000000000000F03F 010000000000F0FF", Doubles, [0x3FF0000000000000, 0xFFF0000000000001] },
        { 12, "u32", 2, "FFFFFFFF 01000000", Unsigned, [uint.MaxValue, 1] },
        { 13, "u64", 2, "FFFFFFFFFFFFFFFF 0100000000000000", Unsigned, [ulong.MaxValue, 1] },
        { 14, "c64", 1, "0000803F 000000C0", Floats, [0x3F800000, 0xC0000000] },
        { 15, "c128", 1, "000000000000F03F 00000000000000C0", Doubles, [0x3FF0000000000000, 0xC000000000000000] },
        { 16, "bf16", 2, "803F 00C0", Ints, [0x3F80, 0xC000] },
        { 17, "f8e4m3fn", 2, "38 FF", Ints, [0x38, 0xFF] },
        { 18, "f8e4m3fnuz", 2, "40 80", Ints, [0x40, 0x80] },
        { 19, "f8e5m2", 2, "3C FC", Ints, [0x3C, 0xFC] },
        { 20, "f8e5m2fnuz", 2, "40 80", Ints, [0x40, 0x80] },
        { 21, "u4", 3, "F1 0A", Ints, [0xF1, 0x0A] },
        { 22, "i4", 3, "8F 07", Ints, [0x8F, 0x07] },
        { 23, "f4e2m1", 2, "F2", Ints, [0xF2] },
        { 24, "f8e8m0", 2, "7F FF", Ints, [0x7F, 0xFF] },
        { 25, "u2", 5, "E4 03", Ints, [0xE4, 0x03] },
        { 26, "i2", 4, "1B", Ints, [0x1B] },
    };

    private static ulong Negative(long value) => unchecked((ulong)value);

    private static Proto Header(int type, int count) => new Proto().Int(1, (ulong)count).Int(2, (ulong)type).Text(8, "t");

    private static Tensor Decode(Proto proto) => OnnxTensorFile.Read(Storage.CopyOf(proto.Bytes)).Tensor;

    private static Proto Entries(Proto proto, int field, ulong[] entries, bool packed)
    {
        if (packed)
            return proto.Raw(field, [.. entries.SelectMany(entry => Entry(field, entry))]);
        foreach (var entry in entries)
            proto.Single(field, field is Floats ? 5 : field is Doubles ? 1 : 0, Entry(field, entry));
        return proto;
    }

    private static byte[] Entry(int field, ulong entry) => field switch
    {
        Floats => BitConverter.GetBytes((uint)entry),
        Doubles => BitConverter.GetBytes(entry),
        _ => Proto.VarintOf(entry),
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_type_has_known_bits_raw_packed_and_entry_by_entry(int type, string name, int count, string memory, int field, ulong[] entries)
    {
        var bytes = Convert.FromHexString(memory.Replace(" ", "", StringComparison.Ordinal));
        foreach (var proto in new[] { Header(type, count).Raw(9, bytes), Entries(Header(type, count), field, entries, packed: true), Entries(Header(type, count), field, entries, packed: false) })
        {
            var tensor = Decode(proto);
            Assert.Equal(name, tensor.Type.ToString());
            Assert.Equal(count, tensor.Count);
            Assert.Equal(bytes, tensor.AsBytes().ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void One_entry_or_byte_too_few_or_too_many_is_refused(int type, string name, int count, string memory, int field, ulong[] entries)
    {
        var bytes = Convert.FromHexString(memory.Replace(" ", "", StringComparison.Ordinal));
        Proto[] wrong =
        [
            Header(type, count).Raw(9, bytes[1..]), Header(type, count).Raw(9, [.. bytes, 0]),
            Entries(Header(type, count), field, entries[1..], true), Entries(Header(type, count), field, [.. entries, 0], true),
        ];
        foreach (var proto in wrong)
            Assert.Contains(name, Assert.Throws<OnnxException>(() => Decode(proto)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 256)]
    [InlineData(3, -129)]
    [InlineData(4, 65536)]
    [InlineData(5, -32769)]
    [InlineData(10, 65536)]
    [InlineData(21, 256)]
    [InlineData(6, 1L << 32)]
    public void An_entry_that_does_not_fit_the_type_is_refused(int type, long entry) =>
        Assert.Contains("does not fit", Assert.Throws<OnnxException>(() => Decode(Entries(Header(type, 1), Ints, [Negative(entry)], true))).Reason, StringComparison.Ordinal);

    [Fact]
    public void Strings_keep_their_bytes()
    {
        var tensor = Decode(Header(8, 3).Text(6, "a\0b").Raw(6, [0xFF, 0xFE]).Text(6, ""));
        var strings = Assert.IsType<Tengen.Interop.Onnx.Tensors.StringStorage>(tensor.Storage).Strings;
        Assert.Equal(["61-00-62", "FF-FE", ""], strings.Select(text => BitConverter.ToString([.. text])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sparse_tensor_is_dense_with_zeros_between(bool coordinates)
    {
        long[] indices = coordinates ? [0, 2, 1, 0] : [2, 3];
        var places = new Proto().Int(1, 2).Int(2, 7);
        if (coordinates)
            places.Int(1, 2);
        var sparse = new Proto().Message(1, Header(3, 2).Raw(9, [0x80, 0x7F])).Message(2, places.Raw(9, [.. indices.SelectMany(BitConverter.GetBytes)])).Int(3, 2).Int(3, 3);
        var graph = Proto.Model(Proto.Graph("x", "y", Proto.Node("Relu", ["x"], ["y"])).Message(15, sparse)).Read().Graph;
        Assert.Equal([0, 0, 0x80, 0x7F, 0, 0], graph.Values.Single(value => value.IsConstant).Constant!.AsBytes().ToArray());
    }
}
