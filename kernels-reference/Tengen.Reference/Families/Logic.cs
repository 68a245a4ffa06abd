// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;

namespace Tengen.Reference.Families;

/// <summary>Operators on truth values of two tensors which broadcast. Source: ONNX And-7, Broadcasting.md.</summary>
internal static class Logic
{
    public static OperatorContract Contract(string name, string summary) => new()
    {
        Name = name,
        Versions = [7],
        Inputs = [new("A", [DType.Bool], "T"), new("B", [DType.Bool], "T")],
        Outputs = [new("C", [DType.Bool], "T1")],
        Infer = ShapeRules.Broadcast,
        Summary = summary,
    };

    public static CaseSpace Cases { get; } = new([DType.Bool], Elementwise.BinaryCases.Parameters, [DataSets.ExactInt]);
}
