// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Tengen.Graph;

namespace Tengen.Backends.OpenCl.Kernels;

/// <summary>How OpenCL C stores and computes the elements of a dtype.</summary>
/// <param name="Name">Tengen's name.</param>
/// <param name="Storage">Element type of a pointer.</param>
/// <param name="Compute">Type of values in registers; 16-bit floats are computed in float.</param>
/// <param name="Unsigned">For integers: an unsigned type at least as wide, never promoted to a signed one; otherwise empty.</param>
/// <param name="Lanes">Elements of <paramref name="Compute"/> in 32 bytes; 0 = no vectors are used.</param>
internal sealed record ElementType(string Name, string Storage, string Compute, string Unsigned, int Lanes)
{
    private static readonly FrozenDictionary<DType, ElementType> All = new Dictionary<DType, ElementType>
    {
        [DType.Float32] = new("f32", "float", "float", "", 8),
        [DType.Float64] = new("f64", "double", "double", "", 4),
        [DType.Float16] = new("f16", "half", "float", "", 8),
        [DType.BFloat16] = new("bf16", "ushort", "float", "", 8),
        [DType.Bool] = new("bool", "uchar", "uchar", "uint", 0),
        [DType.Int8] = new("i8", "char", "char", "uint", 0),
        [DType.Int16] = new("i16", "short", "short", "uint", 0),
        [DType.Int32] = new("i32", "int", "int", "uint", 8),
        [DType.Int64] = new("i64", "long", "long", "ulong", 4),
        [DType.UInt8] = new("u8", "uchar", "uchar", "uint", 0),
        [DType.UInt16] = new("u16", "ushort", "ushort", "uint", 0),
        [DType.UInt32] = new("u32", "uint", "uint", "uint", 8),
        [DType.UInt64] = new("u64", "ulong", "ulong", "ulong", 4),
    }.ToFrozenDictionary();

    public bool IsFloat => Unsigned.Length == 0;

    /// <summary>Elements that a work item of an elementwise kernel takes: what these kernels call EACH.</summary>
    public int Each => IsFloat ? Lanes : 1;

    public bool IsSigned => !IsFloat && !Storage.StartsWith('u');

    /// <summary>The element type that holds values of C as they are.</summary>
    public ElementType Widened => Compute == "float" ? Of(DType.Float32) : this;

    /// <summary>The type that the C of the operands' kernels is.</summary>
    public static ElementType Of(DType type) => All[type];

    /// <summary>Unsigned elements of so many bytes, for kernels that only move.</summary>
    public static ElementType OfBytes(int bytes) => Of(bytes switch { 1 => DType.UInt8, 2 => DType.UInt16, 4 => DType.UInt32, _ => DType.UInt64 });

    /// <summary>OpenCL C that reads element <c>i</c> at <c>p</c>.</summary>
    public string Get => Name switch
    {
        "f16" => "vload_half(i, p)",
        "bf16" => "bf16_value((p)[i])",
        _ => "(p)[i]",
    };

    /// <summary>OpenCL C that reads <see cref="Lanes"/> elements from <c>i</c> on.</summary>
    public string GetLanes => Name switch
    {
        "f16" => "HALVES((p) + (i))",
        "bf16" => "bf16_values(vload8(0, (p) + (i)))",
        _ => $"vload{Lanes}(0, (p) + (i))",
    };

    /// <summary>OpenCL C that writes <c>v</c>.</summary>
    public string Set => Name switch
    {
        "f16" => "vstore_half_rte(v, i, p)",
        "bf16" => "(p)[i] = bf16_of(v)",
        _ => "(p)[i] = (v)",
    };

    /// <summary>OpenCL C that writes <see cref="Lanes"/> elements <c>v</c> from <c>i</c> on.</summary>
    public string SetLanes => Name switch
    {
        "f16" => "vstore_half8_rte(v, 0, (p) + (i))",
        "bf16" => "vstore8(bf16_round(v), 0, (p) + (i))",
        _ => $"vstore{Lanes}(v, 0, (p) + (i))",
    };
}
