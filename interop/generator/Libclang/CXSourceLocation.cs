// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Interop.Generator.Libclang;

/// <summary>A position in a source file. Source: clang-c/CXSourceLocation.h.</summary>
internal unsafe struct CXSourceLocation
{
    private Data2 _pointers;
    private uint _int;

    [InlineArray(2)]
    private struct Data2
    {
        private nint _element;
    }

    /// <summary>Where the text stands after macro expansion; the file is empty for built-ins.</summary>
    public readonly (string File, int Line, int Column, int Offset) Expansion
    {
        get
        {
            void* file;
            uint line, column, offset;
            Clang.getExpansionLocation(this, &file, &line, &column, &offset);
            var name = file is null ? "" : Clang.getFileName(file).Take();
            return (name, (int)line, (int)column, (int)offset);
        }
    }
}
