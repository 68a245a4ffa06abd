// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;

namespace Tengen.Graph;

/// <summary>The short names of element types, used in case ids, reports and command lines.</summary>
public static class DTypeNames
{
    private static readonly FrozenDictionary<DType, string> Names = new Dictionary<DType, string>
    {
        [DType.Opaque] = "opaque",
        [DType.Bool] = "bool",
        [DType.Int2] = "i2",
        [DType.Int4] = "i4",
        [DType.Int8] = "i8",
        [DType.Int16] = "i16",
        [DType.Int32] = "i32",
        [DType.Int64] = "i64",
        [DType.UInt2] = "u2",
        [DType.UInt4] = "u4",
        [DType.UInt8] = "u8",
        [DType.UInt16] = "u16",
        [DType.UInt32] = "u32",
        [DType.UInt64] = "u64",
        [DType.Float16] = "f16",
        [DType.Float32] = "f32",
        [DType.Float64] = "f64",
        [DType.BFloat16] = "bf16",
        [DType.Complex64] = "c64",
        [DType.Complex128] = "c128",
        [DType.Float8E4M3FN] = "f8e4m3fn",
        [DType.Float8E4M3FNUZ] = "f8e4m3fnuz",
        [DType.Float8E5M2] = "f8e5m2",
        [DType.Float8E5M2FNUZ] = "f8e5m2fnuz",
        [DType.Float8E8M0] = "f8e8m0",
        [DType.Float4E2M1] = "f4e2m1",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, DType> Types =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All named types, <see cref="DType.Opaque"/> left out.</summary>
    public static IEnumerable<DType> All => Names.Keys.Where(type => !type.IsOpaque);

    public static string Of(DType type) =>
        Names.TryGetValue(type, out var name) ? name : $"{type.Code}{type.Bits}x{type.Lanes}";

    public static bool TryParse(string name, out DType type) => Types.TryGetValue(name, out type);
}
