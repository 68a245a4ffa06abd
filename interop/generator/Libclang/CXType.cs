// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Libclang;

/// <summary>A C type, valid while its translation unit lives. Source: clang-c/Index.h.</summary>
internal unsafe struct CXType
{
    public CXTypeKind Kind;
    private nint _data0;
    private nint _data1;

    public readonly string Spelling => Clang.getTypeSpelling(this).Take();

    public readonly CXType Canonical => Clang.getCanonicalType(this);

    public readonly CXType Pointee => Clang.getPointeeType(this);

    public readonly CXType Result => Clang.getResultType(this);

    public readonly CXType Element => Clang.getArrayElementType(this);

    public readonly long ElementCount => Clang.getArraySize(this);

    public readonly CXCursor Declaration => Clang.getTypeDeclaration(this);

    public readonly bool IsVariadic => Clang.isFunctionTypeVariadic(this) != 0;

    /// <summary>Bytes, or a negative CXTypeLayoutError.</summary>
    public readonly long Size => Clang.Type_getSizeOf(this);

    /// <summary>Bytes, or a negative CXTypeLayoutError.</summary>
    public readonly long Align => Clang.Type_getAlignOf(this);

    public readonly IReadOnlyList<CXType> Arguments
    {
        get
        {
            var arguments = new CXType[Math.Max(0, Clang.getNumArgTypes(this))];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = Clang.getArgType(this, (uint)i);
            }

            return arguments;
        }
    }

    /// <summary>The fields of a record with the implicit ones of anonymous members, in declaration order.</summary>
    public readonly IReadOnlyList<CXCursor> Fields => CursorVisitor.Fields(this);

    /// <summary>Strips spelling-only layers (elaborated keywords, attributes), one name at a time: typedefs stay.</summary>
    public readonly CXType Named
    {
        get
        {
            var type = this;
            while (true)
            {
                switch (type.Kind)
                {
                    case CXTypeKind.Elaborated:
                        type = Clang.Type_getNamedType(type);
                        break;
                    case CXTypeKind.Attributed:
                        type = Clang.Type_getModifiedType(type);
                        break;
                    case CXTypeKind.Unexposed:
                        return type.Canonical;
                    default:
                        return type;
                }
            }
        }
    }
}
