// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Tengen.Interop.Generator.Libclang;
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Parsing;

/// <summary>
/// Evaluates object-like macros by letting the compiler do it: a second unit includes the header and initialises one variable per macro. What is
/// no constant expression (attributes, types, statements) fails to compile there, alone, and is no constant.
/// </summary>
internal static unsafe class MacroReader
{
    private const string Value = "tengen_value_";
    private const string Array = "tengen_array_";

    /// <summary>Constants for the macros named, in order; names without a value are absent.</summary>
    public static IReadOnlyList<(string Name, string Type, string Value)> Evaluate(string header, IReadOnlyList<string> names, IReadOnlyList<string> arguments)
    {
        var probe = new StringBuilder().Append(CultureInfo.InvariantCulture, $"#include \"{header}\"\n");
        foreach (var name in names)
        {
            probe.Append(CultureInfo.InvariantCulture, $"__auto_type {Value}{name} = ({name});\n");
            probe.Append(CultureInfo.InvariantCulture, $"static const char {Array}{name}[] = {name};\n");
        }

        using var unit = new ParsedHeader(StubHeaders.Directory + "/probe.c", probe.ToString(), arguments, tolerant: true);
        var found = new Dictionary<string, (string Type, string Value)>();
        foreach (var variable in unit.TopLevel.Where(c => c.Kind == CXCursorKind.VarDecl))
        {
            var spelling = variable.Spelling;
            if (spelling.StartsWith(Value, StringComparison.Ordinal) && Number(variable) is { } number)
            {
                found.TryAdd(spelling[Value.Length..], number);
            }
            else if (spelling.StartsWith(Array, StringComparison.Ordinal) && Text(variable) is { } text)
            {
                found[spelling[Array.Length..]] = (Constant.Text, text);
            }
        }

        return [.. names.Where(found.ContainsKey).Select(n => (n, found[n].Type, found[n].Value))];
    }

    private static (string Type, string Value)? Number(CXCursor variable)
    {
        const int integer = 1, floating = 2;
        var type = variable.Type.Canonical;
        if (ConstantType(type) is not { } name)
        {
            return null;
        }

        var result = Clang.Cursor_Evaluate(variable);
        if (result is null)
        {
            return null;
        }

        string? value = Clang.EvalResult_getKind(result) switch
        {
            integer when Clang.EvalResult_isUnsignedInt(result) != 0 => Clang.EvalResult_getAsUnsigned(result).ToString(CultureInfo.InvariantCulture),
            integer => Clang.EvalResult_getAsLongLong(result).ToString(CultureInfo.InvariantCulture),
            floating => Clang.EvalResult_getAsDouble(result).ToString("R", CultureInfo.InvariantCulture),
            _ => null,
        };
        Clang.EvalResult_dispose(result);
        return value is null ? null : (name, value);
    }

    private static string? Text(CXCursor variable)
    {
        const int text = 4;
        var result = Clang.Cursor_Evaluate(variable);
        if (result is null)
        {
            return null;
        }

        var value = Clang.EvalResult_getKind(result) == text ? Marshal.PtrToStringUTF8((nint)Clang.EvalResult_getAsStr(result)) : null;
        Clang.EvalResult_dispose(result);
        return value;
    }

    private static string? ConstantType(CXType type) => type.Kind switch
    {
        CXTypeKind.Float => "float",
        CXTypeKind.Double => "double",
        CXTypeKind.Enum => ConstantType(Clang.getEnumDeclIntegerType(type.Declaration).Canonical),
        CXTypeKind.UInt or CXTypeKind.ULong or CXTypeKind.ULongLong => type.Size == 8 ? "ulong" : "uint",
        CXTypeKind.Long or CXTypeKind.LongLong => type.Size == 8 ? "long" : "int",
        CXTypeKind.Bool or CXTypeKind.Int or CXTypeKind.Short or CXTypeKind.UShort
            or CXTypeKind.UChar or CXTypeKind.SChar or CXTypeKind.Char_S or CXTypeKind.Char_U => "int",
        _ => null,
    };
}
