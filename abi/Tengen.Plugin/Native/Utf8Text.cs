// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Plugin;

/// <summary>A NUL-terminated copy of a text in native memory, for the length of a call. NULL for null.</summary>
internal readonly unsafe ref struct Utf8Text(string? text) : IDisposable
{
    public byte* Pointer { get; } = (byte*)Marshal.StringToCoTaskMemUTF8(text);

    public void Dispose() => Marshal.FreeCoTaskMem((nint)Pointer);

    public static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;

    /// <summary>The text at <paramref name="native"/>; NULL is the empty text.</summary>
    public static string Optional(byte* native) => native == null ? "" : Marshal.PtrToStringUTF8((nint)native)!;

    /// <exception cref="PluginException"><paramref name="native"/> is NULL.</exception>
    public static string Required(byte* native, string what) => native == null
        ? throw new PluginException(Status.InvalidArgument, "TG-P-7", $"{what} is NULL")
        : Marshal.PtrToStringUTF8((nint)native)!;
}
