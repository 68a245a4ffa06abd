// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;

namespace Tengen.Reference.Families;

/// <summary>Operators that normalise along one axis since version 13, and along all axes from it on before. Source: ONNX Softmax-11, Softmax-13.</summary>
internal static class FlattenedAxis
{
    public static void Upgrade(UpgradeContext context)
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
            throw context.Error($"before version 13 axis {axis} of {shape} means the operator over several axes at once, which needs static dims");
        var (flat, normal) = (context.Value(), context.Value());
        var dims = context.Constant(Tensor.Of(shape.Dims.AsSpan(), shape.Rank));
        context.Emit(new Node("", "Flatten", 0, [node.Inputs[0]], [flat], new AttributeList([NodeAttribute.Int("axis", axis)])));
        context.Emit(new Node("", node.Op, 0, [flat], [normal], last, node.Name));
        context.Node = new Node("", "Reshape", 0, [normal, dims], node.Outputs, AttributeList.Empty);
    }
}
