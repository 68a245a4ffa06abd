// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Any number of tensors folded from left to right, with broadcasting; 16-bit ones in fp32. A mean is the sum over their number.</summary>
internal sealed class VariadicOperator<TFunction>(string name, int since, int until, ImmutableArray<DType> types, bool isMean = false) : Operator(name, since, until)
    where TFunction : struct, IBinaryFunction
{
    protected override ImmutableArray<DType> Types => types;

    protected override Support? CheckMore(Graph graph, Node node) => SameType(graph, node);

    public override void Build(PlanBuilder builder, Node node)
    {
        var type = builder.Type(node.Inputs[0]);
        var dims = builder.Dims(node.Outputs[0]);
        var bytes = builder.OperandType(node.Outputs[0]).BytesFor(builder.Count(node.Outputs[0]));
        var output = builder.Result(node.Outputs[0]);
        var (left, leftDims) = (builder.Operand(node.Inputs[0]), builder.Dims(node.Inputs[0]));
        for (var i = 1; i < node.Inputs.Length; i++)
        {
            var to = i == node.Inputs.Length - 1 ? output : builder.Temporary(bytes);
            var broadcast = new Broadcast(leftDims.AsSpan(), builder.Dims(node.Inputs[i]).AsSpan(), dims.AsSpan());
            Binary.Add<TFunction>(builder, type, broadcast, left, builder.Operand(node.Inputs[i]), to);
            (left, leftDims) = (to, dims);
        }
        if (node.Inputs.Length == 1)
            CopyOperator.AddCopy(builder, left, output, bytes);
        else if (isMean)
            Divide(builder, output, builder.Count(node.Outputs[0]), node.Inputs.Length, type == DType.Float64);
    }

    private static unsafe void Divide(PlanBuilder builder, int values, long count, int divisor, bool isDouble)
    {
        if (isDouble)
            Unary.AddScalar<double, double, QuotientFunction>(builder, values, values, count, new QuotientFunction(divisor));
        else
            builder.Add([values], [values], 0, (in frame) =>
            {
                var body = new VectorMap<QuotientFunction>(frame.Floats(values), frame.Floats(values), count, new QuotientFunction(divisor));
                frame.Pool.Run(body.Items, ref body);
            });
    }
}
