// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A tensor held by an attribute.</summary>
internal sealed class ConstantOperator()
    : Operator("Constant", 1, 25, TypeSets.Any, "value", "value_float", "value_floats", "value_int", "value_ints")
{
    protected override int LeastInputs => 0;

    public override void Build(PlanBuilder plan, Node node) => Movement.Own(plan, Bytes(node.Attributes[0]), node.Outputs[0]);

    protected override Support? CheckMore(Graph graph, Node node) => node.Attributes.Count != 1
        ? Support.No(Why.Attribute, "op:Constant.value: one value is needed")
        : graph.Values[node.Outputs[0]] is var output && output.Type.BytesFor(Shape.CountOf(output.Shape.Dims.AsSpan())) != Bytes(node.Attributes[0]).Length
            ? Support.No(Why.Shape, $"op:Constant.{node.Attributes[0].Name}: {output} does not hold it")
            : null;

    private static byte[] Bytes(NodeAttribute attribute) => attribute.Type switch
    {
        AttributeType.Tensor => attribute.AsTensor.AsBytes().ToArray(),
        AttributeType.Float => BitConverter.GetBytes(attribute.AsFloat),
        AttributeType.Int => BitConverter.GetBytes(attribute.AsInt),
        AttributeType.Floats => MemoryMarshal.AsBytes(attribute.AsFloats.AsSpan()).ToArray(),
        _ => MemoryMarshal.AsBytes(attribute.AsInts.AsSpan()).ToArray(),
    };
}
