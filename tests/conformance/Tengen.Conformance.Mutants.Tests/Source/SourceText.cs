// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Tengen.Interop.Generator.Libclang;

namespace Tengen.Conformance.Mutants.Source;

/// <summary>The text of a C file, which is ASCII, under its syntax tree.</summary>
internal sealed partial class SourceText(string text)
{
    public string Of(CXCursor cursor) => text[cursor.StartOffset..cursor.EndOffset];

    /// <summary>The operator of a binary or compound expression: what stands between its operands. Empty inside of a macro.</summary>
    public string OperatorOf(CXCursor expression) => expression.Children is [var left, var right] ? Between(left.EndOffset, right.StartOffset) : "";

    /// <summary>The operator of a unary expression, with <c>_</c> for its operand.</summary>
    public string UnaryOf(CXCursor expression)
    {
        var operand = expression.Children[0];
        return expression.StartOffset < operand.StartOffset ? $"{Between(expression.StartOffset, operand.StartOffset)}_" : $"_{Between(operand.EndOffset, expression.EndOffset)}";
    }

    /// <summary>Without conversions that the text does not show.</summary>
    public static CXCursor Unwrapped(CXCursor e)
    {
        while (e.Kind == CXCursorKind.UnexposedExpr && e.Children is [var inner])
            e = inner;
        return e;
    }

    private string Between(int from, int to) => from < to ? text[from..to].Trim() : "";

    /// <summary>One line, for people.</summary>
    public static string Shown(string code) => Space().Replace(code, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
