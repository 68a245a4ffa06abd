// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Parsing;

/// <summary>
/// Finds documentation where libclang attaches none, at macros: a <c>/**&lt; */</c> after the definition, else a <c>/** */</c> that ends on the
/// line before it.
/// </summary>
internal sealed class CommentScanner
{
    private readonly Dictionary<string, byte[]> _files = [];

    /// <param name="file">The source file.</param>
    /// <param name="start">Offset in bytes of the macro's name.</param>
    /// <param name="end">Offset in bytes just past its body.</param>
    public Doc Find(string file, int start, int end)
    {
        if (!_files.TryGetValue(file, out var bytes))
        {
            bytes = File.ReadAllBytes(file);
            _files.Add(file, bytes);
        }

        ReadOnlySpan<byte> text = bytes;
        return Trailing(text[end..]) ?? Leading(text[..start]) ?? Doc.None;
    }

    private static Doc? Trailing(ReadOnlySpan<byte> after)
    {
        after = after.TrimStart(" \t"u8);
        if (!after.StartsWith("/**<"u8))
        {
            return null;
        }

        var close = after.IndexOf("*/"u8);
        return close < 0 ? null : Doc.Parse(Encoding.UTF8.GetString(after[..(close + 2)]));
    }

    private static Doc? Leading(ReadOnlySpan<byte> before)
    {
        var line = before.LastIndexOf((byte)'\n');
        if (line < 0)
        {
            return null;
        }

        var previous = before[..line].TrimEnd(" \t\r"u8);
        var open = previous.LastIndexOf("/*"u8);
        if (!previous.EndsWith("*/"u8) || open < 0)
        {
            return null;
        }

        var comment = previous[open..];
        return comment.StartsWith("/**"u8) && !comment.StartsWith("/**<"u8) ? Doc.Parse(Encoding.UTF8.GetString(comment)) : null;
    }
}
