// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Graph.Canonical;

/// <summary>
/// Computes the small integer and bool tensors that models build shapes from (Shape, Gather, Concat, Where and their like) while their
/// elements are known, and their casts to fp32 and fp64, which bound a Range. Source: ONNX operator specification. Anything else is left to whoever runs the graph.
/// </summary>
internal static class ShapeFolding
{
    /// <summary>The node's result when it is such a tensor and known, otherwise null.</summary>
    public static Tensor? Value(Node node, GraphEditor editor, Dictionary<int, Tensor> known)
    {
        if (node.Domain.Length > 0 || node.Outputs.Length != 1 || !node.HasOutput(0) || node.Inputs.Length == 0 || !node.HasInput(0))
            return null;
        if (node.Op is "Shape" or "Size")
            return OfShape(node, editor.Values[node.Inputs[0]].Shape);
        var type = editor.Values[node.Outputs[0]].Type;
        var isRealCast = node.Op == "Cast" && (type == DType.Float32 || type == DType.Float64);
        if (!SmallTensor.IsType(type) && !isRealCast)
            return null;
        var operands = new Tensor[node.Inputs.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            var operand = node.HasInput(i) ? editor.Values[node.Inputs[i]].Constant ?? known.GetValueOrDefault(node.Inputs[i]) : null;
            if (operand is null || !SmallTensor.Is(operand))
                return null;
            operands[i] = operand;
        }
        return isRealCast ? SmallTensor.Real(type, operands[0]) : Moved(node, type, operands) ?? Computed(node, type, operands);
    }

    private static Tensor? Moved(Node node, DType type, Tensor[] operands) => node.Op switch
    {
        "Identity" => operands[0],
        "Cast" => SmallTensor.Of(type, operands[0].Rank, SmallTensor.Elements(operands[0])),
        "Unsqueeze" when operands[0].Rank == 0 && operands.Length == 2 => operands[0].Reshape(1),
        "Squeeze" when operands[0].Count == 1 => operands[0].Reshape(),
        "Concat" when operands.All(operand => operand.Rank == 1) => SmallTensor.Of(type, 1, [.. operands.SelectMany(SmallTensor.Elements)]),
        "Gather" when operands.Length == 2 && operands[0].Rank == 1 => Gather(operands[0], operands[1]),
        "Slice" when operands[0].Rank == 1 => Slice(operands),
        "Range" when operands.Length == 3 => Range(type, [.. operands.Select(operand => SmallTensor.Elements(operand)[0])]),
        "ConstantOfShape" when operands[0].Rank == 1 => Filled(node, operands[0]),
        "Where" when operands.Length == 3 => SmallTensor.Map(type, operands, row => row[0] != 0 ? row[1] : row[2]),
        _ => null,
    };

    private static Tensor? Computed(Node node, DType type, Tensor[] operands)
    {
        Func<long[], long>? step = (node.Op, operands.Length) switch
        {
            ("Neg", 1) => row => unchecked(-row[0]),
            ("Abs", 1) => row => row[0] < 0 ? unchecked(-row[0]) : row[0],
            ("Not", 1) => row => row[0] == 0 ? 1 : 0,
            ("Add", 2) => row => unchecked(row[0] + row[1]),
            ("Sub", 2) => row => unchecked(row[0] - row[1]),
            ("Mul", 2) => row => unchecked(row[0] * row[1]),
            ("Div", 2) when Divides(operands[1]) => row => row[0] / row[1],
            ("Mod", 2) when Divides(operands[1]) && node.Attributes.Int("fmod", 0) == 0 => row => row[0] % row[1] is var rest && rest != 0 && rest < 0 != row[1] < 0 ? rest + row[1] : rest,
            ("Max", _) => row => row.Max(),
            ("Min", _) => row => row.Min(),
            ("Equal", 2) => row => row[0] == row[1] ? 1 : 0,
            ("Less", 2) => row => row[0] < row[1] ? 1 : 0,
            ("LessOrEqual", 2) => row => row[0] <= row[1] ? 1 : 0,
            ("Greater", 2) => row => row[0] > row[1] ? 1 : 0,
            ("GreaterOrEqual", 2) => row => row[0] >= row[1] ? 1 : 0,
            ("And", 2) => row => row[0] & row[1],
            ("Or", 2) => row => row[0] | row[1],
            _ => null,
        };
        return step is null ? null : SmallTensor.Map(type, operands, step);
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
        return dims.All(dim => dim >= 0) ? SmallTensor.Of(DType.Int64, 1, dims.AsSpan()) : null;
    }

    private static int Clamp(long axis, int rank) => (int)Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);

    /// <summary>No divisor is 0, and none is -1, whose quotient may overflow.</summary>
    private static bool Divides(Tensor divisors) => !SmallTensor.Elements(divisors).Any(divisor => divisor is 0 or -1);

    private static Tensor? Gather(Tensor data, Tensor indices)
    {
        var values = SmallTensor.Elements(data);
        var picked = SmallTensor.Elements(indices).Select(index => index < 0 ? index + values.Length : index).ToImmutableArray();
        if (picked.Any(index => index < 0 || index >= values.Length))
            return null;
        return SmallTensor.Of(data.Type, indices.Rank, [.. picked.Select(index => values[(int)index])]);
    }

    /// <summary>Operands data, starts, ends, axes, steps; one axis there is.</summary>
    private static Tensor? Slice(Tensor[] operands)
    {
        var values = SmallTensor.Elements(operands[0]);
        if (operands.Skip(1).Any(operand => operand.Count != 1) || operands.Length < 3)
            return null;
        var (start, end) = (SmallTensor.Elements(operands[1])[0], SmallTensor.Elements(operands[2])[0]);
        if (operands.Length > 4 && SmallTensor.Elements(operands[4])[0] != 1)
            return null;
        var from = Clamp(start, values.Length);
        return SmallTensor.Of(operands[0].Type, 1, values.AsSpan()[from..Math.Max(from, Clamp(end, values.Length))]);
    }

    private static Tensor? Range(DType type, long[] bounds)
    {
        var (start, limit, delta) = (bounds[0], bounds[1], bounds[2]);
        if (delta == 0 || Int128.Abs((Int128)limit - start) / Int128.Abs(delta) > SmallTensor.MostElements)
            return null;
        var elements = new List<long>();
        for (var at = start; delta > 0 ? at < limit : at > limit; at += delta)
            elements.Add(at);
        return elements.Count <= SmallTensor.MostElements ? SmallTensor.Of(type, 1, [.. elements]) : null;
    }

    private static Tensor? Filled(Node node, Tensor shape)
    {
        var dims = SmallTensor.Elements(shape);
        if (node.Attributes["value"] is not { Type: AttributeType.Tensor, AsTensor: { Count: 1 } value } || !SmallTensor.IsType(value.Type)
            || dims.Length > 1 || dims.Any(dim => dim is < 0 or > SmallTensor.MostElements))
            return null;
        var element = SmallTensor.Elements(value.Reshape())[0];
        return SmallTensor.Of(value.Type, dims.Length, [.. Enumerable.Repeat(element, dims.Length == 0 ? 1 : (int)dims[0])]);
    }
}
