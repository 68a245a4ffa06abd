// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Libclang;

namespace Tengen.Conformance.Mutants.Source;

/// <summary>
/// What of a function is noticed when its plain twin runs: what is returned, what is written to memory that others see, calls for their effect, and the local variables that one of these is
/// computed or decided from. What only a configuration reads that is off is not among them. A call whose value is kept has no other effect than through the addresses it is given.
/// Source: M. Weiser, Program slicing, 1981.
/// </summary>
internal sealed class ProgramSlice
{
    private const int Outside = -1;
    private readonly SourceText _text;
    private readonly PlainTwin _twin;

    /// <summary>Offsets of the names, where they are declared, of the variables that are read.</summary>
    private readonly HashSet<int> _read = [Outside];

    public ProgramSlice(SourceText text, PlainTwin twin, CXCursor body)
    {
        (_text, _twin) = (text, twin);
        int known;
        do
        {
            known = _read.Count;
            Visit(body);
        }
        while (_read.Count > known);
    }

    /// <summary>Somebody notices what a statement or a declaration does.</summary>
    public bool Holds(CXCursor statement) => Effects(statement, isStatement: true).Any(_read.Contains);

    private void Visit(CXCursor e)
    {
        if (!Holds(e))
            return;
        var parts = _twin.Running(e);
        if (e.Kind is CXCursorKind.IfStmt or CXCursorKind.ForStmt or CXCursorKind.WhileStmt or CXCursorKind.SwitchStmt)
            foreach (var part in parts.Where(part => !IsStatement(part)))
                Read(part);
        if (IsStatement(e) && e.Kind != CXCursorKind.ReturnStmt)
            foreach (var part in parts)
                Visit(part);
        else
            Read(e);
    }

    private void Read(CXCursor e)
    {
        if (e.Kind == CXCursorKind.DeclRefExpr && e.Referenced.Kind is CXCursorKind.VarDecl or CXCursorKind.ParmDecl)
            _read.Add(e.Referenced.Location.Offset);
        foreach (var part in _twin.Running(e))
            Read(part);
    }

    private IEnumerable<int> Effects(CXCursor e, bool isStatement)
    {
        if (e.Kind is CXCursorKind.ReturnStmt or CXCursorKind.BreakStmt or CXCursorKind.ContinueStmt || (isStatement && e.Kind == CXCursorKind.CallExpr))
            return [Outside];
        var isBody = isStatement && (IsStatement(e) || e.Kind == CXCursorKind.UnexposedExpr);
        return Written(e).Concat(_twin.Running(e).SelectMany(part => Effects(part, isBody)));
    }

    /// <summary>The variable that an expression or declaration writes itself.</summary>
    private IEnumerable<int> Written(CXCursor e) => e.Kind switch
    {
        CXCursorKind.VarDecl when e.Children.Any(PlainTwin.IsExpression) => [e.Location.Offset],
        CXCursorKind.CompoundAssignOperator => [Target(e.Children[0])],
        CXCursorKind.BinaryOperator when _text.OperatorOf(e) == "=" => [Target(e.Children[0])],
        CXCursorKind.UnaryOperator when _text.UnaryOf(e) is "&_" or "_++" or "++_" or "_--" or "--_" => [Target(e.Children[0])],
        _ => [],
    };

    private static int Target(CXCursor place) => place.Kind switch
    {
        CXCursorKind.DeclRefExpr when place.Referenced is var variable => IsLocal(variable) ? variable.Location.Offset : Outside,
        CXCursorKind.ArraySubscriptExpr when SourceText.Unwrapped(place.Children[0]) is { Type.Canonical.Kind: CXTypeKind.ConstantArray } array => Target(array),
        CXCursorKind.MemberRefExpr when place.Children is [{ Type.Canonical.Kind: CXTypeKind.Record } owner] => Target(owner),
        CXCursorKind.ParenExpr => Target(place.Children[0]),
        _ => Outside,
    };

    private static bool IsLocal(CXCursor variable)
    {
        const int isStatic = 3;
        return variable.Kind is CXCursorKind.VarDecl or CXCursorKind.ParmDecl && Clang.Cursor_getStorageClass(variable) != isStatic;
    }

    private static bool IsStatement(CXCursor e) => e.Kind is >= CXCursorKind.CompoundStmt and <= CXCursorKind.DeclStmt;
}
