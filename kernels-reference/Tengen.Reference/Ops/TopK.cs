// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The largest or smallest elements along an axis. Source: ONNX TopK-24.</summary>
internal sealed class TopK : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "TopK",
        Versions = [1, 10, 11, 24],
        Inputs = [new("X", Types.Numeric, "T"), new("K", [DType.Int64], "tensor(int64)")],
        Outputs = [new("Values", Types.Numeric, "T"), new("Indices", [DType.Int64], "I")],
        Attributes = [new("axis", AttributeType.Int, -1), new("largest", AttributeType.Int, 1), new("sorted", AttributeType.Int, 1)],
        ShapeInputs = [1],
        Upgrade = Upgrade,
        Infer = Infer,
        Summary = "The K largest (or smallest) elements along axis in falling (or rising) order, and their positions; of equal ones the first comes first. Exact. With sorted = 0 the order " +
            "is open and the oracle sorts; the specification does not say where NaN ranks. ONNX TopK-24.",
    };

    /// <summary>In version 1 k is an attribute.</summary>
    private static void Upgrade(UpgradeContext context)
    {
        if (context.Node.Attributes["k"] is { } k)
            context.Node = context.Node with { Inputs = [context.Node.Inputs[0], context.Constant(Tensor.Of<long>([k.AsInt], 1))], Attributes = context.Node.Attributes.Without("k") };
    }

    private static void Infer(ShapeContext context)
    {
        var shape = context.InputShape(0);
        var axis = shape.HasRank ? context.Axis(context.Attributes.Int("axis", -1), shape.Rank) : 0;
        var count = context.Known(1) is { } k ? k[0] : context.NewDim("K");
        if (shape.HasRank && !Shape.IsSymbol(shape[axis]) && !Shape.IsSymbol(count) && count > shape[axis])
            throw context.Error("K", $"axis {axis} of {shape} does not have {count} elements");
        var result = shape.HasRank ? new Shape(shape.Dims.SetItem(axis, count)) : Shape.Unknown;
        context.SetOutput(0, context.InputType(0), result);
        context.SetOutput(1, DType.Int64, result);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var sign = context.Attributes.Int("largest", 1) != 0 ? -1 : 1;
        if (context.InputType(0).IsFloat)
            Run(context, context.Exact(0), (a, b) => sign * (a > b ? 1 : a < b ? -1 : 0));
        else
            Run(context, context.Integers(0), (a, b) => sign * a.CompareTo(b));
    }

    private static void Run<T, TElement>(KernelContext<T> context, TElement[] x, Comparison<TElement> compare) where T : unmanaged, INumber<T>
    {
        var (dims, from) = (context.InputDims(0), context.Input(0));
        var values = context.HasOutput(0) ? context.Plain(0) : null;
        var indices = context.HasOutput(1) ? context.Plain(1) : null;
        var lines = Lines.Along(dims, context.Attributes.Axis(-1, dims.Length));
        var target = lines with { Length = (int)context.Integers(1)[0] };
        for (var line = 0; line < lines.Count; line++)
        {
            var start = lines.Start(line);
            var order = Enumerable.Range(0, lines.Length).Order(Comparer<int>.Create((a, b) => compare(x[start + a * lines.Inner], x[start + b * lines.Inner]))).ToArray();
            for (var i = 0; i < target.Length; i++)
            {
                if (values is not null)
                    Element.Copy(from, start + order[i] * lines.Inner, values, target.Start(line) + i * lines.Inner);
                if (indices is not null)
                    Element.SetInteger(indices, target.Start(line) + i * lines.Inner, order[i]);
            }
        }
    }

    public static CaseSpace Cases { get; } = new(Types.Numeric,
        ["x=5x67,k=5", "x=17,k=17", "x=2x17x3,k=4,axis=1", "x=3x15,k=1,largest=0", "x=7x5,k=3,axis=0,largest=0", "x=0x3,k=2", "x=1000,k=100", "x=4x9,k=0"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.Ties, DataSets.Limits]);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("X", builder.Ints("x"));
        builder.Constant("K", Tensor.Of<long>([builder.Int("k")], 1));
        builder.Attribute(NodeAttribute.Int("axis", builder.Int("axis", -1)));
        builder.Attribute(NodeAttribute.Int("largest", builder.Int("largest", 1)));
        builder.Outputs(2);
    }
}
