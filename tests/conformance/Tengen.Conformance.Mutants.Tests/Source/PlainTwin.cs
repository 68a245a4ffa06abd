// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Interop.Generator.Libclang;

namespace Tengen.Conformance.Mutants.Source;

/// <summary>
/// What is known of the zoo's code when its plain twin runs: every member of its configuration is 0. Code that only other
/// configurations reach is not mutated.
/// </summary>
internal sealed class PlainTwin(SourceText text)
{
    /// <summary>The value that follows from the configuration alone; null for others.</summary>
    public long? Fixed(CXCursor expression) => Mentions(expression) ? Value(expression) : null;

    /// <summary>The children that may run.</summary>
    public IEnumerable<CXCursor> Running(CXCursor e) => e.Kind switch
    {
        CXCursorKind.UnaryExpr => [],
        CXCursorKind.IfStmt or CXCursorKind.ConditionalOperator when Fixed(e.Children[0]) is { } known => e.Children.Skip(known != 0 ? 1 : 2).Take(1),
        CXCursorKind.ForStmt or CXCursorKind.WhileStmt when e.Children.SkipLast(1).Any(part => IsExpression(part) && Fixed(part) == 0) => [],
        _ when IsExpression(e) && Fixed(e) is not null => [],
        _ => e.Children,
    };

    public static bool IsExpression(CXCursor e) => e.Kind is >= CXCursorKind.UnexposedExpr and <= CXCursorKind.UnaryExpr;

    /// <summary>A sizeof has no value that changes, and may name the very variable that is looked at.</summary>
    private bool Mentions(CXCursor cursor) => cursor.Kind != CXCursorKind.UnaryExpr && (
        IsMember(cursor) || (cursor.Kind == CXCursorKind.DeclRefExpr && Initial(cursor) is { } initial && Mentions(initial)) || cursor.Children.Any(Mentions));

    private static bool IsMember(CXCursor cursor) =>
        cursor.Kind == CXCursorKind.MemberRefExpr && cursor.Children is [var owner, ..] && owner.Type.Canonical.Spelling.Contains("configuration", StringComparison.Ordinal);

    private static CXCursor? Initial(CXCursor reference) =>
        reference.Referenced is { Kind: CXCursorKind.VarDecl, Children: [.., var last] } && last.Kind is >= CXCursorKind.UnexposedExpr and < CXCursorKind.InitListExpr ? last : null;

    private long? Value(CXCursor cursor) => cursor.Kind switch
    {
        _ when IsMember(cursor) => 0,
        CXCursorKind.IntegerLiteral => long.TryParse(text.Of(cursor), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text.Of(cursor) == "NULL" ? 0 : null,
        CXCursorKind.DeclRefExpr when cursor.Referenced.Kind == CXCursorKind.EnumConstantDecl => Clang.getEnumConstantDeclValue(cursor.Referenced),
        CXCursorKind.DeclRefExpr => Initial(cursor) is { } initial ? Fixed(initial) : null,
        CXCursorKind.UnexposedExpr or CXCursorKind.ParenExpr or CXCursorKind.CStyleCastExpr => cursor.Children is [.., var inner] ? Value(inner) : null,
        CXCursorKind.UnaryOperator => text.UnaryOf(cursor) == "!_" && Value(cursor.Children[0]) is { } operand ? operand == 0 ? 1 : 0 : null,
        CXCursorKind.BinaryOperator => Binary(text.OperatorOf(cursor), Value(cursor.Children[0]), Value(cursor.Children[1])),
        CXCursorKind.ConditionalOperator => Value(cursor.Children[0]) is { } condition ? Value(cursor.Children[condition != 0 ? 1 : 2]) : null,
        _ => null,
    };

    private static long? Binary(string symbol, long? left, long? right) => (symbol, left, right) switch
    {
        ("&&", 0, _) or ("&&", _, 0) => 0,
        ("||", { } a, _) when a != 0 => 1,
        ("||", _, { } b) when b != 0 => 1,
        (_, null, _) or (_, _, null) => null,
        ("==", _, _) => left == right ? 1 : 0,
        ("!=", _, _) => left != right ? 1 : 0,
        ("&&" or "||", { } a, { } b) => symbol == "&&" ? (a & b) != 0 ? 1 : 0 : (a | b) != 0 ? 1 : 0,
        _ => null,
    };
}
