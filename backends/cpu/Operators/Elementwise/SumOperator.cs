// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A sum of any number of tensors, from left to right in fp32.</summary>
internal sealed class SumOperator() : Operator("Sum", 8, 13)
{
    protected override ImmutableArray<DType> Types => TypeSets.Float;

    protected override Support? CheckMore(Graph graph, Node node) => SameType(graph, node);

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Outputs[0]);
        var output = builder.FloatResult(node.Outputs[0]);
        if (node.Inputs.Length == 1)
        {
            CopyOperator.AddCopy(builder, builder.Float(node.Inputs[0]), output, builder.Count(node.Outputs[0]) * sizeof(float));
            return;
        }
        var (left, leftDims) = (builder.Float(node.Inputs[0]), builder.Dims(node.Inputs[0]));
        for (var i = 1; i < node.Inputs.Length; i++)
        {
            var to = i == node.Inputs.Length - 1 ? output : builder.Temporary(builder.Count(node.Outputs[0]) * sizeof(float));
            var broadcast = new Broadcast(leftDims.AsSpan(), builder.Dims(node.Inputs[i]).AsSpan(), dims.AsSpan());
            BinaryOperator.Add<float, AddFunction<float>>(builder, broadcast, left, builder.Float(node.Inputs[i]), to);
            (left, leftDims) = (to, dims);
        }
    }
}
