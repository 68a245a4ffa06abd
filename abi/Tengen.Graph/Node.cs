// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph;

/// <summary>One operator applied to values of the graph.</summary>
/// <param name="Domain">Operator domain; the empty string is ONNX's own.</param>
/// <param name="Op">Operator name, such as <c>Conv</c>.</param>
/// <param name="Version">Since-version of the operator's form (the opset that introduced it).</param>
/// <param name="Inputs">Value indices; <see cref="Absent"/> for an optional input left out.</param>
/// <param name="Outputs">Value indices; <see cref="Absent"/> for an optional output left out.</param>
/// <param name="Attributes">Attributes; in canonical form those equal to their default are absent.</param>
/// <param name="Name">For people; may be empty.</param>
public sealed record Node(
    string Domain,
    string Op,
    int Version,
    ImmutableArray<int> Inputs,
    ImmutableArray<int> Outputs,
    AttributeList Attributes,
    string Name = "")
{
    /// <summary>The index that stands for an optional value left out (<c>TG_NONE</c>).</summary>
    public const int Absent = -1;

    public bool HasInput(int index) => index < Inputs.Length && Inputs[index] != Absent;

    public bool HasOutput(int index) => index < Outputs.Length && Outputs[index] != Absent;

    /// <summary><c>Conv-22</c>, with the domain in front when there is one.</summary>
    public override string ToString() => $"{(Domain.Length == 0 ? "" : Domain + ".")}{Op}-{Version}{(Name.Length == 0 ? "" : $" '{Name}'")}";
}
