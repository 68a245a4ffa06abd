// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph.Canonical;

/// <summary>
/// Computes the small integer tensors that models build shapes from (Shape, Gather, Concat and their like) while their elements are known.
/// Source: ONNX operator specification. Anything else is left to whoever runs the graph.
/// </summary>
internal static class ShapeFolding
{
    private const int MostElements = 1024;

    /// <summary>The node's result when it is such a tensor and known, otherwise null.</summary>
    public static Tensor? Value(Node node, GraphEditor editor, Dictionary<int, Tensor> known)
    {
        if (node.Domain.Length > 0 || node.Outputs.Length != 1 || !node.HasOutput(0) || node.Inputs.Length == 0 || !node.HasInput(0))
            return null;
        if (node.Op is "Shape" or "Size")
            return OfShape(node, editor.Values[node.Inputs[0]].Shape);
        var operands = new Tensor[node.Inputs.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            var operand = node.HasInput(i) ? editor.Values[node.Inputs[i]].Constant ?? known.GetValueOrDefault(node.Inputs[i]) : null;
            if (operand is null || operand.Count > MostElements || operand.Type != DType.Int64 || operand.Rank > 1)
                return null;
            operands[i] = operand;
        }
        return node.Op switch
        {
            "Identity" => operands[0],
            "Cast" when editor.Values[node.Outputs[0]].Type == DType.Int64 => operands[0],
            "Unsqueeze" when operands[0].Rank == 0 && operands.Length == 2 => operands[0].Reshape(1),
            "Squeeze" when operands[0].Count == 1 => operands[0].Reshape(),
            "Concat" when operands.All(operand => operand.Rank == 1) => Vector([.. operands.SelectMany(operand => Elements(operand))]),
            "Gather" when operands.Length == 2 && operands[0].Rank == 1 => Gather(operands[0], operands[1]),
            "ConstantOfShape" when operands[0].Rank == 1 => Filled(node, operands[0]),
            "Add" => Elementwise(operands, (a, b) => unchecked(a + b)),
            "Sub" => Elementwise(operands, (a, b) => unchecked(a - b)),
            "Mul" => Elementwise(operands, (a, b) => unchecked(a * b)),
            "Div" when !Elements(operands[1]).Any(divisor => divisor is 0 or -1) => Elementwise(operands, (a, b) => a / b),
            _ => null,
        };
    }

    private static Tensor? OfShape(Node node, Shape shape)
    {
        if (!shape.HasRank)
            return null;
        if (node.Op == "Size")
            return shape.IsStatic ? Tensor.Scalar(Shape.CountOf(shape.Dims.AsSpan())) : null;
        var start = Clamp(node.Attributes.Int("start", 0), shape.Rank);
        var end = Clamp(node.Attributes.Int("end", shape.Rank), shape.Rank);
        var dims = shape.Dims[start..Math.Max(start, end)];
        return dims.All(dim => dim >= 0) ? Vector(dims) : null;
    }

    private static int Clamp(long axis, int rank) => (int)Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);

    private static Tensor? Gather(Tensor data, Tensor indices)
    {
        var values = Elements(data);
        var picked = Elements(indices).Select(index => index < 0 ? index + values.Length : index).ToImmutableArray();
        if (picked.Any(index => index < 0 || index >= values.Length))
            return null;
        return Vector([.. picked.Select(index => values[(int)index])]).Reshape(indices.Dims.AsSpan());
    }

    private static Tensor? Filled(Node node, Tensor shape)
    {
        var dims = Elements(shape);
        if (node.Attributes["value"] is not { Type: AttributeType.Tensor, AsTensor: { Count: 1 } value } || value.Type != DType.Int64
            || dims.Length > 1 || dims.Any(dim => dim is < 0 or > MostElements))
            return null;
        return Vector([.. Enumerable.Repeat(value.AsSpan<long>()[0], dims.Length == 0 ? 1 : (int)dims[0])]).Reshape(dims.AsSpan());
    }

    private static Tensor? Elementwise(Tensor[] operands, Func<long, long, long> step)
    {
        if (operands.Length != 2)
            return null;
        var (left, right) = (Elements(operands[0]), Elements(operands[1]));
        if (left.Length != right.Length && left.Length != 1 && right.Length != 1)
            return null;
        var wide = left.Length == 1 && right.Length != 1 ? operands[1] : operands[0];
        var values = Enumerable.Range(0, (int)wide.Count).Select(i => step(left[left.Length == 1 ? 0 : i], right[right.Length == 1 ? 0 : i]));
        var rank = Math.Max(operands[0].Rank, operands[1].Rank);
        return Vector([.. values]) is var vector && rank == 0 ? vector.Reshape() : vector;
    }

    private static ImmutableArray<long> Elements(Tensor tensor) => [.. tensor.AsSpan<long>()];

    private static Tensor Vector(ImmutableArray<long> values) => Tensor.Of<long>(values.AsSpan(), values.Length);
}
