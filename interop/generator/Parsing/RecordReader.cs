// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Layout;
using Tengen.Interop.Generator.Libclang;
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Parsing;

/// <summary>Reads a record's members and where the compiler puts them. Flexible and zero-length arrays occupy nothing and are left out.</summary>
internal sealed class RecordReader(TypeReader types)
{
    private readonly List<RecordLayout> _layouts = [];

    /// <summary>Layouts of all records read so far, nested ones before the record that holds them.</summary>
    public IReadOnlyList<RecordLayout> Layouts => _layouts;

    public RecordDecl Read(CXCursor declaration, string name, string path, Doc doc)
    {
        var members = new List<Member>();
        var places = new List<MemberLayout>();
        var anonymous = 0;
        foreach (var field in declaration.Type.Fields)
        {
            var type = field.Type.Named;
            if (type.Kind == CXTypeKind.IncompleteArray || (type.Kind == CXTypeKind.ConstantArray && type.ElementCount == 0))
            {
                continue;
            }

            var spelling = field.Spelling.Contains('(', StringComparison.Ordinal) ? "" : field.Spelling;
            var width = Clang.Cursor_isBitField(field) != 0 ? Clang.getFieldDeclBitWidth(field) : (int?)null;
            if (width is not null && spelling.Length == 0)
            {
                continue;
            }

            var isAnonymous = spelling.Length == 0;
            var memberName = isAnonymous ? $"anonymous{anonymous++}" : spelling;
            var nested = Nested(type, memberName, path);
            var memberType = nested is null ? types.Read(type) : NestedType(type, nested);
            members.Add(new Member(memberName, memberType, width, nested, isAnonymous, Doc.Parse(field.RawComment)));
            places.Add(new MemberLayout(
                memberName, nested is null ? field.Type.Spelling : Kind(nested), Clang.Cursor_getOffsetOfField(field), type.Size, type.Align, width));
        }

        _layouts.Add(new RecordLayout(path, declaration.Type.Size, declaration.Type.Align, places));
        return new RecordDecl(name, path, declaration.Kind == CXCursorKind.UnionDecl, members, doc);
    }

    private static string Kind(RecordDecl nested) => nested.IsUnion ? "union" : "struct";

    private static CType NestedType(CXType type, RecordDecl nested)
    {
        var count = 1L;
        for (; type.Kind == CXTypeKind.ConstantArray; type = type.Element.Named)
        {
            count *= type.ElementCount;
        }

        return count == 1 ? new NamedType(nested.Name) : new ArrayType(new NamedType(nested.Name), count);
    }

    private RecordDecl? Nested(CXType type, string memberName, string path)
    {
        while (type.Kind == CXTypeKind.ConstantArray)
        {
            type = type.Element.Named;
        }

        if (type.Kind != CXTypeKind.Record || !type.Declaration.IsUnnamed || types.Read(type) is NamedType)
        {
            return null;
        }

        var nestedPath = $"{path}.{memberName}";
        return Read(type.Declaration, nestedPath.Replace('.', '_'), nestedPath, Doc.None);
    }
}
