// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Interop.Generator.Libclang;

/// <summary>A string owned by libclang; <see cref="Take"/> copies and releases it. Source: clang-c/CXString.h.</summary>
internal unsafe struct CXString
{
    private void* _data;
    private uint _flags;

    /// <summary>The text (empty where libclang has none); the native string is disposed.</summary>
    public string Take()
    {
        var text = Marshal.PtrToStringUTF8((nint)Clang.getCString(this)) ?? "";
        Clang.disposeString(this);
        return text;
    }
}
