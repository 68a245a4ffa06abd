// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph.Canonical;

/// <summary>The elements of an ONNX Constant node. Source: ONNX operator specification, Constant.</summary>
internal static class ConstantNodes
{
    /// <summary>Null for another operator, and for values that are no dense tensor of numbers.</summary>
    public static Tensor? Value(Node node)
    {
        if (node.Domain.Length > 0 || node.Op != "Constant" || node.Attributes.Count != 1 || !node.HasOutput(0))
            return null;
        var attribute = node.Attributes[0];
        return (attribute.Name, attribute.Type) switch
        {
            ("value", AttributeType.Tensor) => attribute.AsTensor,
            ("value_float", AttributeType.Float) => Tensor.Scalar(attribute.AsFloat),
            ("value_int", AttributeType.Int) => Tensor.Scalar(attribute.AsInt),
            ("value_floats", AttributeType.Floats) => Tensor.Of<float>(attribute.AsFloats.AsSpan(), attribute.AsFloats.Length),
            ("value_ints", AttributeType.Ints) => Tensor.Of<long>(attribute.AsInts.AsSpan(), attribute.AsInts.Length),
            _ => null,
        };
    }
}
