// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx.Wire;

namespace Tengen.Interop.Onnx;

/// <summary>
/// A file that is refused: unreadable, malformed, or using what this reader does not support. The only exception that reading a file
/// throws; the message names the file, the field, the byte and the reason.
/// </summary>
public sealed class OnnxException : Exception
{
    internal OnnxException(string file, long offset, string field, string reason, Exception? cause = null)
        : base($"{(file.Length == 0 ? "onnx" : file)}: {(field.Length == 0 ? "file" : field)} at byte {offset}: {reason}", cause) =>
        (File, Offset, Field, Reason) = (file, offset, field, reason);

    internal OnnxException(string file, long offset, FieldPath field, string reason)
        : this(file, offset, field.ToString(), reason) { }

    /// <summary>The file that was read; empty for memory.</summary>
    public string File { get; }

    /// <summary>Byte offset in <see cref="File"/> of the field, or where in it the fault was noticed.</summary>
    public long Offset { get; }

    /// <summary>The field, such as <c>graph.node[3].attribute[1].t</c>; empty for the file itself.</summary>
    public string Field { get; }

    public string Reason { get; }
}
