// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Mutants.Source;
using Tengen.Interop.Generator.Libclang;

namespace Tengen.Conformance.Mutants.Operators;

/// <summary>What may stand in the place of an expression: the operator, and C text of the same type.</summary>
internal sealed class Expressions(SourceText text)
{
    private static readonly string[] Roundings = ["nearbyintf", "truncf", "ceilf", "floorf", "roundf"];

    private static readonly Dictionary<string, string[]> Relations = new()
    {
        ["<"] = ["<=", ">="],
        ["<="] = ["<", ">"],
        [">"] = [">=", "<="],
        [">="] = [">", "<"],
        ["=="] = ["!="],
        ["!="] = ["=="],
    };

    public IEnumerable<(string Operator, string Text)> Of(CXCursor e) => e.Kind switch
    {
        CXCursorKind.BinaryOperator => Binary(e),
        CXCursorKind.ConditionalOperator => [(Operator.Branch, text.Of(e.Children[1])), (Operator.Branch, text.Of(e.Children[2]))],
        CXCursorKind.IntegerLiteral => Integer(text.Of(e)),
        CXCursorKind.FloatingLiteral => [(Operator.Constant, $"{text.Of(e)} * 1.0001{(e.Type.Canonical.Kind == CXTypeKind.Float ? "f" : "")}")],
        CXCursorKind.CallExpr => Call(e),
        CXCursorKind.MemberRefExpr or CXCursorKind.ArraySubscriptExpr when IsAttribute(e) => [(Operator.Attribute, "0"), (Operator.Attribute, "1")],
        _ => [],
    };

    /// <summary>What may stand in the place of an index.</summary>
    public IEnumerable<(string Operator, string Text)> OfIndex(CXCursor index) =>
        index.Kind == CXCursorKind.IntegerLiteral ? [] : [(Operator.Index, $"{text.Of(index)} + 1")];

    /// <summary>What may stand in the place of a value that is kept or returned.</summary>
    public IEnumerable<(string Operator, string Text)> OfValue(CXCursor value) => IsFloating(value) && !IsSmallNumber(value)
        ? [(Operator.Sign, $"-({text.Of(value)})"), (Operator.Sign, $"fabs({text.Of(value)})"), (Operator.Precision, $"mutant_precision({text.Of(value)})")]
        : [];

    /// <summary>What may stand in the place of a compound assignment.</summary>
    public IEnumerable<(string Operator, string Text)> OfAssignment(CXCursor e)
    {
        var (left, right) = (text.Of(e.Children[0]), text.Of(e.Children[1]));
        var other = text.OperatorOf(e) switch { "+=" => "-=", "-=" => "+=", "*=" => "/=", "/=" => "*=", "&=" => "|=", "|=" => "&=", _ => null };
        return [.. other is null ? (IEnumerable<(string, string)>)[] : [(Operator.Assignment, $"{left} {other} {right}")], (Operator.Assignment, $"{left} = {right}")];
    }

    private IEnumerable<(string, string)> Binary(CXCursor e)
    {
        var (a, b) = (e.Children[0], e.Children[1]);
        var symbol = text.OperatorOf(e);
        var (left, right) = (text.Of(a), text.Of(b));
        if (Relations.TryGetValue(symbol, out var relations))
            return relations.Select(relation => (Operator.Relational, $"{left} {relation} {right}"));
        var isPointer = e.Type.Canonical.Kind == CXTypeKind.Pointer;
        return symbol switch
        {
            "&&" or "||" => [(Operator.Logical, $"{left} {(symbol == "&&" ? "||" : "&&")} {right}"), (Operator.Logical, $"!!({left})"), (Operator.Logical, $"!!({right})")],
            "+" => [(Operator.Arithmetic, $"{left} - {right}"), (Operator.Operand, left), .. isPointer ? (IEnumerable<(string, string)>)[] : [(Operator.Operand, right)]],
            "-" => [(Operator.Arithmetic, $"{left} + {right}"), (Operator.Operand, left)],
            "*" => [(Operator.Arithmetic, $"{left} / {right}"), (Operator.Operand, left), (Operator.Operand, right)],
            "/" => [(Operator.Arithmetic, $"{left} * {right}"), (Operator.Operand, left)],
            "%" => [(Operator.Arithmetic, $"{left} / {right}"), (Operator.Operand, left)],
            _ => [],
        };
    }

    private static IEnumerable<(string, string)> Integer(string literal) =>
        int.TryParse(literal, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value > 0 ? [(Operator.Constant, $"{value + 1}"), (Operator.Constant, $"{value - 1}")] : [(Operator.Constant, $"{value + 1}")]
            : [];

    private IEnumerable<(string, string)> Call(CXCursor e)
    {
        var arguments = e.Children.Skip(1).ToList();
        var callee = text.Of(e.Children[0]);
        if (Array.IndexOf(Roundings, callee) is >= 0 and var own)
            foreach (var other in Roundings.Where((_, i) => i != own))
                yield return (Operator.Rounding, $"{other}({text.Of(arguments[0])})");
        for (var i = 0; i + 1 < arguments.Count; i++)
            if (arguments[i].Type.Canonical.Spelling == arguments[i + 1].Type.Canonical.Spelling && text.Of(arguments[i]) != text.Of(arguments[i + 1]))
            {
                var swapped = arguments.Select(text.Of).ToList();
                (swapped[i], swapped[i + 1]) = (swapped[i + 1], swapped[i]);
                yield return (Operator.Arguments, $"{callee}({string.Join(", ", swapped)})");
            }
    }

    /// <summary>It has no sign to lose and few bits.</summary>
    private static bool IsSmallNumber(CXCursor value) => SourceText.Unwrapped(value).Kind == CXCursorKind.IntegerLiteral;

    private static bool IsFloating(CXCursor e) => e.Type.Canonical.Kind is CXTypeKind.Float or CXTypeKind.Double;

    /// <summary>A number of the node's attributes, or of a list of them.</summary>
    private static bool IsAttribute(CXCursor e) => e.Type.Canonical.Kind is not (CXTypeKind.ConstantArray or CXTypeKind.Pointer) && Member(e) is { Children: [var owner, ..] }
        && owner.Type.Canonical.Spelling is var type && (type.EndsWith("attributes", StringComparison.Ordinal) || type.EndsWith("attributes *", StringComparison.Ordinal));

    private static CXCursor? Member(CXCursor e) => e.Kind switch
    {
        CXCursorKind.MemberRefExpr => e,
        CXCursorKind.ArraySubscriptExpr or CXCursorKind.UnexposedExpr when e.Children is [var inner, ..] => Member(inner),
        _ => null,
    };
}
