// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Libclang;
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Parsing;

/// <summary>
/// Maps C types to what C# has for them, one name at a time so that fixed-width and handle typedefs are seen.
/// <c>char</c> is <c>byte</c> everywhere: its sign differs between targets.
/// </summary>
internal sealed class TypeReader(NameTable names, bool enumsAsConstants)
{
    private static readonly Dictionary<string, string> s_typedefs = new()
    {
        ["int8_t"] = "sbyte", ["int16_t"] = "short", ["int32_t"] = "int", ["int64_t"] = "long",
        ["uint8_t"] = "byte", ["uint16_t"] = "ushort", ["uint32_t"] = "uint", ["uint64_t"] = "ulong",
        ["size_t"] = "nuint", ["ssize_t"] = "nint", ["ptrdiff_t"] = "nint", ["intptr_t"] = "nint", ["uintptr_t"] = "nuint",
    };

    private static readonly Dictionary<CXTypeKind, string> s_builtins = new()
    {
        [CXTypeKind.Void] = "void", [CXTypeKind.Bool] = "byte",
        [CXTypeKind.Char_S] = "byte", [CXTypeKind.Char_U] = "byte", [CXTypeKind.UChar] = "byte", [CXTypeKind.SChar] = "sbyte",
        [CXTypeKind.Char16] = "char", [CXTypeKind.Char32] = "uint",
        [CXTypeKind.Short] = "short", [CXTypeKind.UShort] = "ushort", [CXTypeKind.Int] = "int", [CXTypeKind.UInt] = "uint",
        [CXTypeKind.Long] = "CLong", [CXTypeKind.ULong] = "CULong", [CXTypeKind.LongLong] = "long", [CXTypeKind.ULongLong] = "ulong",
        [CXTypeKind.Float] = "float", [CXTypeKind.Double] = "double", [CXTypeKind.Half] = "Half", [CXTypeKind.Float16] = "Half",
    };

    public CType Read(CXType type)
    {
        type = type.Named;
        return type.Kind switch
        {
            CXTypeKind.Typedef => Typedef(type),
            CXTypeKind.Record => Record(type),
            CXTypeKind.Enum => Enumeration(type),
            CXTypeKind.Pointer or CXTypeKind.IncompleteArray => Pointer(type.Kind == CXTypeKind.Pointer ? type.Pointee : type.Element),
            CXTypeKind.ConstantArray => Array(type),
            _ when s_builtins.TryGetValue(type.Kind, out var name) => new PrimitiveType(name),
            _ => new UnsupportedType($"type '{type.Spelling}'"),
        };
    }

    private CType Typedef(CXType type)
    {
        var name = type.Declaration.Spelling;
        if (s_typedefs.TryGetValue(name, out var primitive))
        {
            return new PrimitiveType(primitive);
        }

        return names.IsHandle(name) ? new NamedType(name) : Read(type.Declaration.TypedefUnderlyingType);
    }

    private CType Record(CXType type) =>
        names.Find(type.Declaration) is { } name ? new NamedType(name) : new UnsupportedType($"record '{type.Spelling}', which the configured sources do not declare");

    private CType Enumeration(CXType type) =>
        !enumsAsConstants && names.Find(type.Declaration) is { } name
            ? new NamedType(name)
            : Read(Clang.getEnumDeclIntegerType(type.Declaration));

    private CType Pointer(CXType pointee)
    {
        pointee = pointee.Named;
        var function = pointee.Kind == CXTypeKind.Typedef ? pointee.Canonical : pointee;
        if (function.Kind is CXTypeKind.FunctionProto or CXTypeKind.FunctionNoProto)
        {
            return Function(pointee.Kind == CXTypeKind.Typedef ? pointee.Declaration.TypedefUnderlyingType.Named : pointee);
        }

        var target = Read(pointee);
        return target is UnsupportedType ? new PointerType(PrimitiveType.Void) : new PointerType(target);
    }

    private CType Function(CXType type)
    {
        if (type.IsVariadic && type.Kind == CXTypeKind.FunctionProto)
        {
            return new UnsupportedType($"variadic function '{type.Spelling}'");
        }

        var result = Read(type.Result);
        var parameters = type.Arguments.Select(Read).ToList();
        return parameters.Append(result).OfType<UnsupportedType>().FirstOrDefault() is { } bad ? bad : new FunctionPointerType(result, parameters);
    }

    private CType Array(CXType type)
    {
        var element = Read(type.Element);
        return element switch
        {
            UnsupportedType => element,
            ArrayType inner => new ArrayType(inner.Element, inner.Count * type.ElementCount),
            _ => new ArrayType(element, type.ElementCount),
        };
    }
}
