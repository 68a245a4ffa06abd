// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>An arithmetic sequence. Source: ONNX Range-27.</summary>
internal sealed class Range : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Types.Floats, DType.Int16, DType.Int32, DType.Int64];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "Range",
        Versions = [11, 27],
        Inputs = [new("start", Supported, "T"), new("limit", Supported, "T"), new("delta", Supported, "T")],
        Outputs = [new("output", Supported, "T")],
        Attributes = [new("stash_type", AttributeType.Int, 1)],
        ShapeInputs = [0, 1, 2],
        Infer = Infer,
        Summary = "output[i] = start + i delta, for the max(ceil((limit - start) / delta), 0) elements before limit. A delta of zero is refused. ONNX Range-27.",
    };

    private static void Infer(ShapeContext context)
    {
        var known = Enumerable.Range(0, 3).All(input => context.InputValue(input) is not null);
        context.SetOutput(0, context.InputType(0), new Shape(known ? Count(context) : context.NewDim("count")));
    }

    private static long Count(ShapeContext context)
    {
        var inputs = Enumerable.Range(0, 3).Select(input => context.InputValue(input)!).ToArray();
        if (Element.Real(inputs[2], 0) == 0)
            throw context.Error("delta", "delta is 0");
        if (context.InputType(0).IsFloat)
            return Math.Max(0, checked((long)Math.Ceiling((Element.Real(inputs[1], 0) - Element.Real(inputs[0], 0)) / Element.Real(inputs[2], 0))));
        var (distance, step) = (Element.Integer(inputs[1], 0) - Element.Integer(inputs[0], 0), Element.Integer(inputs[2], 0));
        return (long)Int128.Max(0, (distance + step - Int128.Sign(step)) / step);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        if (context.OutputType(0).IsFloat)
        {
            var (start, delta) = (context.Numbers(0)[0], context.Numbers(2)[0]);
            context.Each(0, i => start + T.Exact(i) * delta);
            return;
        }
        var (first, step, result) = (context.Integers(0)[0], context.Integers(2)[0], context.Plain(0));
        for (var i = 0; i < result.Count; i++)
            Element.SetInteger(result, i, first + i * step);
    }

    public static CaseSpace Cases { get; } = new(Supported, ["start=0,limit=17,delta=1", "start=3,limit=-20,delta=-4", "start=5,limit=5,delta=1", "start=1,limit=9,delta=3", "start=2,limit=1,delta=5", "start=0,limit=17,delta=1,open=17", "start=3,limit=-20,delta=-4,open=11", "start=5,limit=5,delta=1,open=3"], [DataSets.ExactInt]);

    public static void Build(CaseBuilder builder)
    {
        foreach (var name in (ReadOnlySpan<string>)["start", "limit", "delta"])
        {
            var value = new Tensor(builder.Type);
            Element.SetReal(value, 0, builder.Int(name));
            if (builder.Has("open"))
                builder.Given(name, value);
            else
                builder.Constant(name, value);
        }
        if (builder.Has("open") && builder.Int("open") < Math.Ceiling((builder.Int("limit") - builder.Int("start")) / (double)builder.Int("delta")))
            throw new FormatException("there are more elements than open says at most");
        if (builder.Has("open"))
            builder.Open(0, builder.Int("open"));
    }
}
