// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Libclang;

/// <summary>The cursor kinds this generator looks at. Source: clang-c/Index.h, stable from 14 to 19.</summary>
internal enum CXCursorKind
{
    StructDecl = 2,
    UnionDecl = 3,
    EnumDecl = 5,
    FieldDecl = 6,
    EnumConstantDecl = 7,
    FunctionDecl = 8,
    VarDecl = 9,
    ParmDecl = 10,
    TypedefDecl = 20,
    MacroDefinition = 501,
}
