// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Exponentials divided by their sum along an axis. Source: ONNX Softmax-13.</summary>
internal sealed class Softmax : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Softmax",
        Versions = [1, 11, 13],
        Inputs = [new("input", Types.Floats, "T")],
        Outputs = [new("output", Types.Floats, "T")],
        Attributes = [new("axis", AttributeType.Int, -1)],
        Upgrade = FlattenedAxis.Upgrade,
        Infer = static context => ShapeRules.SameAlong(context, -1),
        Summary = "Y = e^(X - max X) / sum e^(X - max X) along axis: the shift by the maximum is part of the contract, so that large inputs do not " +
            "overflow. A NaN or +Inf in a line makes the whole line NaN. ONNX Softmax-13.",
    };

    public static ImmutableArray<string> Forms => ["online"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Run(context, Exponentials.TwoPass);

    /// <summary><c>online</c>: maximum and sum in one pass, the sum rescaled whenever the maximum grows (Milakov and Gimelshein, arXiv 1805.02867).</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Run(context, Exponentials.Online);

    private static void Run<T>(KernelContext<T> context, Exponentials.Statistics<T> statistics) where T : unmanaged, INumber<T>
    {
        var x = context.Numbers(0);
        var dims = context.InputDims(0);
        var axis = (int)context.Attributes.Int("axis", -1);
        var lines = dims.Length == 0 ? new Lines(1, 1, 1) : Lines.Along(dims, axis < 0 ? axis + dims.Length : axis);
        context.Along(0, lines, (line, first, results) =>
        {
            var terms = new Strided<T>(x, lines.Start(line), lines.Inner, lines.Length);
            var (largest, sum) = statistics(terms);
            for (var i = 0; i < results.Length; i++)
                results[i] = T.Apply(Function.Exp, terms[first + i] - largest) / sum;
        });
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        ["x=5x67,axis=-1", "x=3x1,axis=1", "x=2x17x3,axis=1", "x=7x15,axis=0", "x=0x5,axis=1", "x=2x1000,axis=-1", "x=1x4x31x2,axis=2"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.Ties, DataSets.Overflow, DataSets.NanTracer])
    {
        Particular = [("x=67x3,axis=1", DataSets.Steep)],
    };

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Int("axis", builder.Int("axis")));
    }
}
