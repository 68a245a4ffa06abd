// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Libclang;
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Parsing;

/// <summary>
/// The C# names of a unit's records, enums and handles. A typedef's name wins over the tag; the last typedef of a record wins over earlier ones.
/// </summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, string> _tags = [];
    private readonly Dictionary<string, CXCursor> _handles = [];
    private readonly Dictionary<string, string> _comments = [];

    public NameTable(IEnumerable<CXCursor> declarations)
    {
        foreach (var cursor in declarations)
        {
            switch (cursor.Kind)
            {
                case CXCursorKind.StructDecl or CXCursorKind.UnionDecl when !cursor.IsUnnamed:
                    _tags.TryAdd(cursor.Usr, cursor.Spelling);
                    break;
                case CXCursorKind.EnumDecl when !cursor.IsUnnamed:
                    _tags.TryAdd(cursor.Usr, cursor.Spelling);
                    break;
                case CXCursorKind.TypedefDecl:
                    AddTypedef(cursor);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The name of a record or enum declaration, or null if it has none here.</summary>
    public string? Find(CXCursor declaration) => _tags.GetValueOrDefault(declaration.Usr);

    /// <summary>The comment at the typedef that names a record or enum, or an empty text.</summary>
    public string TypedefComment(CXCursor declaration) => _comments.GetValueOrDefault(declaration.Usr, "");

    /// <summary>Whether a typedef is a handle: a pointer to a struct that is never defined.</summary>
    public bool IsHandle(string typedefName) => _handles.ContainsKey(typedefName);

    /// <summary>Whether some handle already stands for this undefined struct.</summary>
    public bool HasHandle(CXCursor declaration) => _handles.Values.Any(t => t.Usr == declaration.Usr);

    private void AddTypedef(CXCursor cursor)
    {
        var type = cursor.TypedefUnderlyingType.Named;
        if (type.Kind is CXTypeKind.Record or CXTypeKind.Enum)
        {
            _tags[type.Declaration.Usr] = cursor.Spelling;
            _comments[type.Declaration.Usr] = cursor.RawComment;
        }
        else if (type.Kind == CXTypeKind.Pointer && type.Pointee.Named is { Kind: CXTypeKind.Record } pointee && pointee.Declaration.Definition.IsNull)
        {
            _handles[cursor.Spelling] = pointee.Declaration;
        }
    }
}
