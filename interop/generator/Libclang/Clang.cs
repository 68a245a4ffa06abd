// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Interop.Generator.Libclang;

/// <summary>libclang's C API, the part that is used; entry points are the method names with the prefix <c>clang_</c>. Source: clang-c/Index.h.</summary>
internal static unsafe partial class Clang
{
    private const string Library = LibclangLibrary.Name;

    static Clang() => LibclangLibrary.Register();

    [LibraryImport(Library, EntryPoint = "clang_getCString")]
    public static partial byte* getCString(CXString text);

    [LibraryImport(Library, EntryPoint = "clang_disposeString")]
    public static partial void disposeString(CXString text);

    [LibraryImport(Library, EntryPoint = "clang_createIndex")]
    public static partial void* createIndex(int excludeDeclarationsFromPch, int displayDiagnostics);

    [LibraryImport(Library, EntryPoint = "clang_disposeIndex")]
    public static partial void disposeIndex(void* index);

    [LibraryImport(Library, EntryPoint = "clang_parseTranslationUnit2")]
    public static partial int parseTranslationUnit2(void* index, byte* sourceFile, byte** arguments, int argumentCount, CXUnsavedFile* unsaved, uint unsavedCount, uint options, void** unit);

    [LibraryImport(Library, EntryPoint = "clang_disposeTranslationUnit")]
    public static partial void disposeTranslationUnit(void* unit);

    [LibraryImport(Library, EntryPoint = "clang_getTranslationUnitCursor")]
    public static partial CXCursor getTranslationUnitCursor(void* unit);

    [LibraryImport(Library, EntryPoint = "clang_getNumDiagnostics")]
    public static partial uint getNumDiagnostics(void* unit);

    [LibraryImport(Library, EntryPoint = "clang_getDiagnostic")]
    public static partial void* getDiagnostic(void* unit, uint index);

    [LibraryImport(Library, EntryPoint = "clang_getDiagnosticSeverity")]
    public static partial int getDiagnosticSeverity(void* diagnostic);

    [LibraryImport(Library, EntryPoint = "clang_formatDiagnostic")]
    public static partial CXString formatDiagnostic(void* diagnostic, uint options);

    [LibraryImport(Library, EntryPoint = "clang_disposeDiagnostic")]
    public static partial void disposeDiagnostic(void* diagnostic);

    [LibraryImport(Library, EntryPoint = "clang_visitChildren")]
    public static partial uint visitChildren(CXCursor parent, delegate* unmanaged[Cdecl]<CXCursor, CXCursor, void*, int> visitor, void* data);

    [LibraryImport(Library, EntryPoint = "clang_Type_visitFields")]
    public static partial uint Type_visitFields(CXType type, delegate* unmanaged[Cdecl]<CXCursor, void*, int> visitor, void* data);

    [LibraryImport(Library, EntryPoint = "clang_getCursorSpelling")]
    public static partial CXString getCursorSpelling(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_getCursorUSR")]
    public static partial CXString getCursorUSR(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_Cursor_getRawCommentText")]
    public static partial CXString Cursor_getRawCommentText(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_getCursorType")]
    public static partial CXType getCursorType(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_getCursorDefinition")]
    public static partial CXCursor getCursorDefinition(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_isCursorDefinition")]
    public static partial uint isCursorDefinition(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_Cursor_isNull")]
    public static partial int Cursor_isNull(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_Cursor_isAnonymous")]
    public static partial uint Cursor_isAnonymous(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_Cursor_isBitField")]
    public static partial uint Cursor_isBitField(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_getFieldDeclBitWidth")]
    public static partial int getFieldDeclBitWidth(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_Cursor_getOffsetOfField")]
    public static partial long Cursor_getOffsetOfField(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_Cursor_isMacroFunctionLike")]
    public static partial uint Cursor_isMacroFunctionLike(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_Cursor_getStorageClass")]
    public static partial int Cursor_getStorageClass(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_Cursor_getNumArguments")]
    public static partial int Cursor_getNumArguments(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_Cursor_getArgument")]
    public static partial CXCursor Cursor_getArgument(CXCursor cursor, uint index);

    [LibraryImport(Library, EntryPoint = "clang_getTypedefDeclUnderlyingType")]
    public static partial CXType getTypedefDeclUnderlyingType(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_getEnumDeclIntegerType")]
    public static partial CXType getEnumDeclIntegerType(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_getEnumConstantDeclValue")]
    public static partial long getEnumConstantDeclValue(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_getEnumConstantDeclUnsignedValue")]
    public static partial ulong getEnumConstantDeclUnsignedValue(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_getCursorLocation")]
    public static partial CXSourceLocation getCursorLocation(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_getCursorExtent")]
    public static partial CXSourceRange getCursorExtent(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_getRangeStart")]
    public static partial CXSourceLocation getRangeStart(CXSourceRange range);

    [LibraryImport(Library, EntryPoint = "clang_getCursorReferenced")]
    public static partial CXCursor getCursorReferenced(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_getRangeEnd")]
    public static partial CXSourceLocation getRangeEnd(CXSourceRange range);

    [LibraryImport(Library, EntryPoint = "clang_getExpansionLocation")]
    public static partial void getExpansionLocation(CXSourceLocation location, void** file, uint* line, uint* column, uint* offset);

    [LibraryImport(Library, EntryPoint = "clang_getFileName")]
    public static partial CXString getFileName(void* file);

    [LibraryImport(Library, EntryPoint = "clang_getTypeSpelling")]
    public static partial CXString getTypeSpelling(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_getCanonicalType")]
    public static partial CXType getCanonicalType(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_getPointeeType")]
    public static partial CXType getPointeeType(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_getResultType")]
    public static partial CXType getResultType(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_getArrayElementType")]
    public static partial CXType getArrayElementType(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_getArraySize")]
    public static partial long getArraySize(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_getNumArgTypes")]
    public static partial int getNumArgTypes(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_getArgType")]
    public static partial CXType getArgType(CXType type, uint index);

    [LibraryImport(Library, EntryPoint = "clang_isFunctionTypeVariadic")]
    public static partial uint isFunctionTypeVariadic(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_getTypeDeclaration")]
    public static partial CXCursor getTypeDeclaration(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_Type_getNamedType")]
    public static partial CXType Type_getNamedType(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_Type_getModifiedType")]
    public static partial CXType Type_getModifiedType(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_Type_getSizeOf")]
    public static partial long Type_getSizeOf(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_Type_getAlignOf")]
    public static partial long Type_getAlignOf(CXType type);

    [LibraryImport(Library, EntryPoint = "clang_Cursor_Evaluate")]
    public static partial void* Cursor_Evaluate(CXCursor cursor);

    [LibraryImport(Library, EntryPoint = "clang_EvalResult_getKind")]
    public static partial int EvalResult_getKind(void* result);

    [LibraryImport(Library, EntryPoint = "clang_EvalResult_getAsLongLong")]
    public static partial long EvalResult_getAsLongLong(void* result);

    [LibraryImport(Library, EntryPoint = "clang_EvalResult_isUnsignedInt")]
    public static partial uint EvalResult_isUnsignedInt(void* result);

    [LibraryImport(Library, EntryPoint = "clang_EvalResult_getAsUnsigned")]
    public static partial ulong EvalResult_getAsUnsigned(void* result);

    [LibraryImport(Library, EntryPoint = "clang_EvalResult_getAsDouble")]
    public static partial double EvalResult_getAsDouble(void* result);

    [LibraryImport(Library, EntryPoint = "clang_EvalResult_getAsStr")]
    public static partial byte* EvalResult_getAsStr(void* result);

    [LibraryImport(Library, EntryPoint = "clang_EvalResult_dispose")]
    public static partial void EvalResult_dispose(void* result);

    [LibraryImport(Library, EntryPoint = "clang_getClangVersion")]
    public static partial CXString getClangVersion();
}
