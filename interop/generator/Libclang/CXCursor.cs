// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Interop.Generator.Libclang;

/// <summary>A node of the syntax tree, valid while its translation unit lives. Source: clang-c/Index.h.</summary>
internal unsafe struct CXCursor
{
    public CXCursorKind Kind;
    public int XData;
    private Data3 _data;

    [InlineArray(3)]
    private struct Data3
    {
        private nint _element;
    }

    public readonly string Spelling => Clang.getCursorSpelling(this).Take();

    /// <summary>Unified symbol resolution: equal for all redeclarations of one entity.</summary>
    public readonly string Usr => Clang.getCursorUSR(this).Take();

    /// <summary>The documentation comment as written, delimiters included; empty without one.</summary>
    public readonly string RawComment => Clang.Cursor_getRawCommentText(this).Take();

    public readonly CXType Type => Clang.getCursorType(this);

    public readonly CXType TypedefUnderlyingType => Clang.getTypedefDeclUnderlyingType(this);

    public readonly bool IsDefinition => Clang.isCursorDefinition(this) != 0;

    public readonly bool IsNull => Clang.Cursor_isNull(this) != 0;

    public readonly CXCursor Definition => Clang.getCursorDefinition(this);

    /// <summary>A record or enum without a tag and without a typedef name of its own.</summary>
    public readonly bool IsUnnamed => Clang.Cursor_isAnonymous(this) != 0 || Spelling is "" || Spelling.Contains('(', StringComparison.Ordinal);

    public readonly (string File, int Line, int Column, int Offset) Location => Clang.getCursorLocation(this).Expansion;

    /// <summary>Where the extent begins: for a member or a binary operator not the <see cref="Location"/>.</summary>
    public readonly int StartOffset => Clang.getRangeStart(Clang.getCursorExtent(this)).Expansion.Offset;

    /// <summary>The declaration that an expression names; null (<see cref="IsNull"/>) for others.</summary>
    public readonly CXCursor Referenced => Clang.getCursorReferenced(this);

    public readonly int EndOffset => Clang.getRangeEnd(Clang.getCursorExtent(this)).Expansion.Offset;

    /// <summary>Direct children in source order.</summary>
    public readonly IReadOnlyList<CXCursor> Children => CursorVisitor.Children(this);
}
