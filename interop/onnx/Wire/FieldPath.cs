// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Tengen.Interop.Onnx.Wire;

/// <summary>Where a message stands: a field of a message of a message. Written out, <c>graph.node[3].attribute[1].t</c>, only when an error names it.</summary>
/// <param name="Around">The message that holds the field; null for the file itself.</param>
/// <param name="Name">The field.</param>
/// <param name="Index">Which of a repeated field; -1 for one that is not repeated.</param>
internal sealed record FieldPath(FieldPath? Around, string Name, int Index)
{
    public static readonly FieldPath File = new(null, "", -1);

    public override string ToString()
    {
        var parts = new Stack<string>();
        for (var at = this; at.Around is not null; at = at.Around)
            parts.Push(at.Index < 0 ? at.Name : $"{at.Name}[{at.Index}]");
        return new StringBuilder().AppendJoin('.', parts).ToString();
    }
}
