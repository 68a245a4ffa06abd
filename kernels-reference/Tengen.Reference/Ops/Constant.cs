// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>A tensor held by an attribute. Source: ONNX Constant-25.</summary>
internal sealed class Constant : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Constant",
        Versions = [1, 9, 11, 12, 13, 19, 21, 23, 24, 25],
        Inputs = [],
        Outputs = [new("output", Types.Any, "T")],
        Attributes =
        [
            new("value", AttributeType.Tensor), new("value_float", AttributeType.Float), new("value_floats", AttributeType.Floats),
            new("value_int", AttributeType.Int), new("value_ints", AttributeType.Ints),
        ],
        Infer = context =>
        {
            var value = Value(context.Attributes) ?? throw context.Error("value", "no value, value_float(s) or value_int(s) is given");
            context.SetOutput(0, value.Type, new Shape(value.Dims));
        },
        Summary = "The output is the tensor of the one attribute given. Strings and sparse tensors are not supported. ONNX Constant-25.",
    };

    private static Tensor? Value(AttributeList attributes) =>
        attributes["value"] is { } tensor ? tensor.AsTensor :
        attributes["value_float"] is { } number ? Tensor.Scalar(number.AsFloat) :
        attributes["value_floats"] is { } numbers ? Tensor.Of(numbers.AsFloats.AsSpan(), numbers.AsFloats.Length) :
        attributes["value_int"] is { } integer ? Tensor.Scalar(integer.AsInt) :
        attributes["value_ints"] is { } integers ? Tensor.Of(integers.AsInts.AsSpan(), integers.AsInts.Length) :
        null;

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (value, result) = (Value(context.Attributes)!, context.Plain(0));
        for (var i = 0L; i < value.Count; i++)
            Element.Copy(value, i, result, i);
    }

    public static CaseSpace Cases { get; } = new([DType.Float32, DType.Int64], ["count=1", "count=17"], [DataSets.ExactInt]);

    public static void Build(CaseBuilder builder)
    {
        var tensor = new Tensor(builder.Type, builder.Int("count"));
        for (var i = 0L; i < tensor.Count; i++)
            Element.SetReal(tensor, i, i - 3);
        builder.Attribute(NodeAttribute.Tensor("value", tensor));
    }
}
