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
        Upgrade = Upgrade,
        Infer = context =>
        {
            if (context.InputShape(0).HasRank)
                context.Axis(context.Attributes.Int("axis", -1), context.InputShape(0).Rank);
            ShapeRules.Same(context);
        },
        Summary = "Y = e^(X - max X) / sum e^(X - max X) along axis: the shift by the maximum is part of the contract, so that large inputs do not " +
            "overflow. A NaN or +Inf in a line makes the whole line NaN. ONNX Softmax-13.",
    };

    public static ImmutableArray<string> Forms => ["online"];

    private static void Upgrade(UpgradeContext context)
    {
        var node = context.Node;
        if (node.Version >= 13)
            return;
        var shape = context.InputShape(0);
        if (!shape.HasRank)
            throw context.Error("before version 13 axis flattens the input to two axes, which needs its rank");
        var axis = (int)node.Attributes.Int("axis", 1);
        axis = axis < 0 ? axis + shape.Rank : axis;
        if (Enumerable.Range(axis, shape.Rank - axis).Where(i => shape[i] != 1).ToArray() is { Length: <= 1 } single)
        {
            context.Node = node with { Attributes = node.Attributes.With(NodeAttribute.Int("axis", single.Length == 1 ? single[0] : shape.Rank - 1)) };
            return;
        }
        var last = node.Attributes.With(NodeAttribute.Int("axis", -1));
        if (!shape.IsStatic)
            throw context.Error($"before version 13 axis {axis} of {shape} means softmax over several axes at once, which needs static dims");
        var (flat, normal) = (context.Value(), context.Value());
        var dims = context.Constant(Tensor.Of(shape.Dims.AsSpan(), shape.Rank));
        context.Emit(new Node("", "Flatten", 0, [node.Inputs[0]], [flat], new AttributeList([NodeAttribute.Int("axis", axis)])));
        context.Emit(new Node("", "Softmax", 0, [flat], [normal], last, node.Name));
        context.Node = new Node("", "Reshape", 0, [normal, dims], node.Outputs, AttributeList.Empty);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Run(context, TwoPass);

    /// <summary><c>online</c>: maximum and sum in one pass, the sum rescaled whenever the maximum grows (Milakov and Gimelshein, arXiv 1805.02867).</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Run(context, Online);

    private delegate (T Largest, T Sum) Statistics<T>(Strided<T> line) where T : unmanaged, INumber<T>;

    private static void Run<T>(KernelContext<T> context, Statistics<T> statistics) where T : unmanaged, INumber<T>
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

    private static (T Largest, T Sum) TwoPass<T>(Strided<T> line) where T : unmanaged, INumber<T>
    {
        var largest = line[0];
        for (var i = 1; i < line.Count; i++)
            largest = T.Max(largest, line[i]);
        var terms = new T[line.Count];
        for (var i = 0; i < terms.Length; i++)
            terms[i] = T.Apply(Function.Exp, line[i] - largest);
        return (largest, T.Sum(new Strided<T>(terms)));
    }

    private static (T Largest, T Sum) Online<T>(Strided<T> line) where T : unmanaged, INumber<T>
    {
        var (largest, sum) = (line[0], T.Exact(1));
        for (var i = 1; i < line.Count; i++)
        {
            var next = T.Max(largest, line[i]);
            sum = sum * T.Apply(Function.Exp, largest - next) + T.Apply(Function.Exp, line[i] - next);
            largest = next;
        }
        return (largest, sum);
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        ["x=5x67,axis=-1", "x=3x1,axis=1", "x=2x17x3,axis=1", "x=7x15,axis=0", "x=0x5,axis=1", "x=2x1000,axis=-1", "x=1x4x31x2,axis=2"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.Ties, DataSets.Overflow, DataSets.NanTracer]);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Int("axis", builder.Int("axis")));
    }
}
