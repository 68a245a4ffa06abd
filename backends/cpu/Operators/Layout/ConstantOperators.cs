// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A constant in the node's attribute.</summary>
internal sealed unsafe class ConstantOperator() : Operator("Constant", 1, 25)
{
    protected override ImmutableArray<string> Attributes => ["value", "value_float", "value_floats", "value_int", "value_ints"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var bytes = Bytes(node.Attributes[0]);
        var memory = builder.Constants.Allocate(bytes.Length);
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        var from = builder.Own((float*)memory, bytes.Length);
        CopyOperator.AddCopy(builder, from, builder.SlotOf(node.Outputs[0]), bytes.Length);
    }

    protected override Support? CheckMore(Graph graph, Node node) => node.Attributes.Count != 1
        ? Support.No(Why.Attribute, "Constant needs one value")
        : graph.Values[node.Outputs[0]] is var output && output.Type.BytesFor(Shape.CountOf(output.Shape.Dims.AsSpan())) != Bytes(node.Attributes[0]).Length
            ? Support.No(Why.Shape, $"{output} does not hold {node.Attributes[0].Name}")
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

/// <summary>One value everywhere; fp32 zero by default.</summary>
internal sealed unsafe class ConstantOfShapeOperator() : Operator("ConstantOfShape", 9, 25)
{
    protected override ImmutableArray<string> Attributes => ["value"];

    protected override ImmutableArray<DType> Types => [DType.Int64];

    public override void Build(PlanBuilder builder, Node node)
    {
        var (output, size) = (node.Outputs[0], builder.WholeSize(node.Outputs[0]));
        var element = builder.Constants.Allocate(size);
        if (node.Attributes["value"]?.AsTensor is { } value)
            value.AsBytes().CopyTo(new Span<byte>(element, size));
        var box = new Box();
        box.Add((nint)builder.Count(output), 0, 1);
        Movement.Add(builder, size, builder.Own((float*)element, size), 0, builder.WholeResult(output), 0, box);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var type = graph.Values[node.Outputs[0]].Type;
        if (!TypeSets.Moved.Contains(type))
            return Support.No(Why.DType, $"ConstantOfShape of {type} is not taken");
        return node.Attributes["value"] is { } value && (value.Type != AttributeType.Tensor || value.AsTensor.Count != 1 || value.AsTensor.Type != type)
            ? Support.No(Why.Attribute, $"value must be one {type}")
            : null;
    }
}
