// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Emit;

/// <summary>C names and types as C# spells them. C names are kept; a C# keyword gets an at sign.</summary>
internal static class CSharpNames
{
    private static readonly HashSet<string> s_keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while",
    ];

    public static string Identifier(string name) => s_keywords.Contains(name) ? "@" + name : name;

    public static string Type(CType type) => type switch
    {
        PrimitiveType p => p.CSharp,
        NamedType n => Identifier(n.Name),
        PointerType p => Type(p.Pointee) + "*",
        FunctionPointerType f => $"delegate* unmanaged[Cdecl]<{string.Join(", ", f.Parameters.Append(f.Return).Select(Type))}>",
        ArrayType a => ArrayName(a),
        UnsupportedType u => throw new GeneratorException($"no blittable C# type for {u.Reason}"),
        _ => throw new GeneratorException($"no C# spelling for {type}"),
    };

    /// <summary>Name of the inline array that stands for an array member. Pointers are stored as <c>nint</c>: C# has no spans of pointers.</summary>
    public static string ArrayName(ArrayType array) => $"{ArrayElement(array)}_array{array.Count}";

    public static string ArrayElement(ArrayType array) => array.Element is PointerType or FunctionPointerType ? "nint" : Type(array.Element);
}
