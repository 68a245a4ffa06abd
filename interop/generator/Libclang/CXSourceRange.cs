// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Interop.Generator.Libclang;

/// <summary>A half-open source extent. Source: clang-c/CXSourceLocation.h.</summary>
internal struct CXSourceRange
{
    private Data2 _pointers;
    private uint _begin;
    private uint _end;

    [InlineArray(2)]
    private struct Data2
    {
        private nint _element;
    }
}
