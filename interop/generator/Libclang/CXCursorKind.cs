// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Libclang;

/// <summary>The cursor kinds that are looked at: declarations by this generator, expressions and statements by the suite's mutants. Source: clang-c/Index.h, stable from 14 to 19.</summary>
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
    UnexposedExpr = 100,
    DeclRefExpr = 101,
    MemberRefExpr = 102,
    CallExpr = 103,
    IntegerLiteral = 106,
    FloatingLiteral = 107,
    ParenExpr = 111,
    UnaryOperator = 112,
    ArraySubscriptExpr = 113,
    BinaryOperator = 114,
    CompoundAssignOperator = 115,
    ConditionalOperator = 116,
    CStyleCastExpr = 117,
    InitListExpr = 119,
    UnaryExpr = 136,
    CompoundStmt = 202,
    CaseStmt = 203,
    IfStmt = 205,
    WhileStmt = 207,
    ForStmt = 209,
    ReturnStmt = 214,
    MacroDefinition = 501,
    MacroExpansion = 502,
}
