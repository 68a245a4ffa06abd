// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>One at the largest element of a line, zero elsewhere. Source: ONNX Hardmax-13.</summary>
internal sealed class Hardmax : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Hardmax",
        Versions = [1, 11, 13],
        Inputs = [new("input", Types.Floats, "T")],
        Outputs = [new("output", Types.Floats, "T")],
        Attributes = [new("axis", AttributeType.Int, -1)],
        Upgrade = FlattenedAxis.Upgrade,
        Infer = static context => ShapeRules.SameAlong(context, -1),
        Summary = "1 at the first largest element along axis, 0 elsewhere: exact. The specification does not say where NaN ranks. ONNX Hardmax-13.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (x, dims, result) = (context.Exact(0), context.InputDims(0), context.Plain(0));
        var lines = dims.Length == 0 ? new Lines(1, 1, 1) : Lines.Along(dims, context.Attributes.Axis(-1, dims.Length));
        for (var line = 0; line < lines.Count && lines.Length > 0; line++)
            Element.SetReal(result, Enumerable.Range(0, lines.Length).Select(i => lines.Start(line) + i * lines.Inner).MaxBy(position => x[position]), 1);
    }

    public static CaseSpace Cases => Softmax.Cases with { Data = [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.Ties, DataSets.Overflow, DataSets.Limits] };

    public static void Build(CaseBuilder builder) => Softmax.Build(builder);
}
