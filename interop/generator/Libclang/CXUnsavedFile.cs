// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Interop.Generator.Libclang;

/// <summary>A file that exists in memory only. Source: clang-c/Index.h.</summary>
internal unsafe struct CXUnsavedFile
{
    public byte* Filename;
    public byte* Contents;
    public CULong Length;
}
