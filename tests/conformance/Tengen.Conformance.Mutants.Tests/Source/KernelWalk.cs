// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Mutants.Operators;
using Tengen.Interop.Generator.Libclang;

namespace Tengen.Conformance.Mutants.Source;

/// <summary>Walks what the plain twin may run of one function: changes that are possible there, and the functions it calls.</summary>
internal sealed class KernelWalk
{
    private readonly ParsedKernel _kernel;
    private readonly SourceText _text;
    private readonly PlainTwin _twin;
    private readonly ProgramSlice _slice;
    private readonly Expressions _expressions;
    private readonly string _function;

    public KernelWalk(ParsedKernel kernel, CXCursor function)
    {
        (_kernel, _function) = (kernel, function.Spelling);
        _text = new SourceText(kernel.Text);
        _twin = new PlainTwin(_text);
        _expressions = new Expressions(_text);
        _slice = new ProgramSlice(_text, _twin, function.Children[^1]);
        Walk(function.Children[^1], isValue: false);
    }

    public List<Mutant> Mutants { get; } = [];

    public HashSet<string> Called { get; } = [];

    /// <param name="e">An expression, a statement or a declaration.</param>
    /// <param name="isValue">It is read, not assigned to.</param>
    private void Walk(CXCursor e, bool isValue)
    {
        if (e.Kind == CXCursorKind.DeclRefExpr && e.Referenced.Kind == CXCursorKind.FunctionDecl)
            Called.Add(e.Spelling);
        if (IsInMacro(e) || e.Kind is CXCursorKind.UnaryExpr or CXCursorKind.InitListExpr || (PlainTwin.IsExpression(e) && _twin.Fixed(e) is not null))
            return;
        if (isValue)
            Add(e, _expressions.Of(e));
        switch (e.Kind)
        {
            case CXCursorKind.CompoundStmt: Statements(e.Children); break;
            case CXCursorKind.IfStmt: Controlled([.. _twin.Running(e)], _twin.Fixed(e.Children[0]) is null ? 1 : 0); break;
            case CXCursorKind.ForStmt or CXCursorKind.WhileStmt: Controlled([.. _twin.Running(e)], e.Children.Count - 1); break;
            case CXCursorKind.CaseStmt: Statements(e.Children.Skip(1)); break;
            case CXCursorKind.ReturnStmt: Return(e.Children); break;
            case CXCursorKind.VarDecl: Variable(e); break;
            case CXCursorKind.ConditionalOperator: Each(_twin.Running(e), isValue: true); break;
            case CXCursorKind.ArraySubscriptExpr: Subscript(e.Children, isValue); break;
            case CXCursorKind.CompoundAssignOperator: Assign(e.Children); break;
            case CXCursorKind.BinaryOperator when _text.OperatorOf(e) == "=": Assign(e.Children); break;
            case CXCursorKind.UnaryOperator when _text.UnaryOf(e) is "&_" or "_++" or "++_" or "_--" or "--_" or "*_": Each(e.Children, isValue: false); break;
            case CXCursorKind.MemberRefExpr: Each(e.Children, isValue: false); break;
            default: Each(e.Children, PlainTwin.IsExpression(e) ? isValue || e.Kind is CXCursorKind.CallExpr or CXCursorKind.CStyleCastExpr : isValue); break;
        }
    }

    private void Each(IEnumerable<CXCursor> children, bool isValue)
    {
        foreach (var child in children)
            Walk(child, isValue);
    }

    private void Statements(IEnumerable<CXCursor> statements)
    {
        foreach (var statement in statements.Where(_slice.Holds))
        {
            if (!IsInMacro(statement) && SourceText.Unwrapped(statement) is { Kind: CXCursorKind.BinaryOperator or CXCursorKind.CompoundAssignOperator or CXCursorKind.CallExpr } effect)
                Add(effect, [(Operator.Statement, "(void)0"), .. effect.Kind == CXCursorKind.CompoundAssignOperator ? _expressions.OfAssignment(effect) : []], isStatement: true);
            Walk(statement, isValue: false);
        }
    }

    /// <param name="parts">Of a branch or a loop, those that may run.</param>
    /// <param name="conditions">How many of them are no statements that it controls.</param>
    private void Controlled(IReadOnlyList<CXCursor> parts, int conditions)
    {
        Each(parts.Take(conditions), isValue: true);
        Statements(parts.Skip(conditions));
    }

    private void Return(IReadOnlyList<CXCursor> value)
    {
        if (value is not [var returned] || SourceText.Unwrapped(returned).Kind == CXCursorKind.IntegerLiteral)
            return;
        Add(returned, _expressions.OfValue(returned));
        Walk(returned, isValue: true);
    }

    private void Variable(CXCursor variable)
    {
        const int isStatic = 3;
        if (Clang.Cursor_getStorageClass(variable) == isStatic || variable.Children is not [.., var initial] || !PlainTwin.IsExpression(initial) || !_slice.Holds(variable))
            return;
        if (_twin.Fixed(initial) is null && !IsInMacro(initial))
            Add(initial, _expressions.OfValue(initial));
        Walk(initial, isValue: true);
    }

    private void Subscript(IReadOnlyList<CXCursor> parts, bool isValue)
    {
        Walk(parts[0], isValue: false);
        if (_twin.Fixed(parts[1]) is null && !IsInMacro(parts[1]))
            Add(parts[1], _expressions.OfIndex(SourceText.Unwrapped(parts[1])));
        Walk(parts[1], isValue: true);
    }

    private void Assign(IReadOnlyList<CXCursor> parts)
    {
        Walk(parts[0], isValue: false);
        if (_twin.Fixed(parts[1]) is null && !IsInMacro(parts[1]))
            Add(parts[1], _expressions.OfValue(parts[1]));
        Walk(parts[1], isValue: true);
    }

    private void Add(CXCursor place, IEnumerable<(string Operator, string Text)> changes, bool isStatement = false)
    {
        if (place.Kind == CXCursorKind.ConditionalOperator && _twin.Fixed(place.Children[0]) is not null)
            changes = changes.Where(change => change.Operator != Operator.Branch);
        if (place.Kind == CXCursorKind.BinaryOperator && place.Children.Any(side => _twin.Fixed(side) is not null))
            changes = changes.Where(change => change.Operator == Operator.Statement);
        foreach (var (name, replacement) in changes)
            Mutants.Add(new Mutant(name, _kernel.File, _function, place.Location.Line, place.StartOffset, place.EndOffset,
                $"{SourceText.Shown(_text.Of(place))} -> {(isStatement && name == Operator.Statement ? "nothing" : SourceText.Shown(replacement))}", replacement, isStatement));
    }

    private bool IsInMacro(CXCursor e) => PlainTwin.IsExpression(e) && _kernel.Macros.Any(macro => macro.Start <= e.StartOffset && e.EndOffset <= macro.End);
}
