// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph;

/// <summary>DLPack's type codes. Source: <c>dlpack.h</c>, <c>DLDataTypeCode</c>.</summary>
public enum TypeCode : byte
{
    Int = 0,
    UInt = 1,
    Float = 2,
    OpaqueHandle = 3,
    BFloat = 4,
    Complex = 5,
    Bool = 6,
    Float8E3M4 = 7,
    Float8E4M3 = 8,
    Float8E4M3B11FNUZ = 9,
    Float8E4M3FN = 10,
    Float8E4M3FNUZ = 11,
    Float8E5M2 = 12,
    Float8E5M2FNUZ = 13,
    Float8E8M0 = 14,
    Float6E2M3FN = 15,
    Float6E3M2FN = 16,
    Float4E2M1 = 17,
}
