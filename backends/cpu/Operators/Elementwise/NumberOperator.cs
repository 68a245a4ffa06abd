// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>A function of each element, exact in every type.</summary>
internal sealed class NumberOperator<TFunction>(string name, int since, int until, ImmutableArray<DType> types) : Operator(name, since, until)
    where TFunction : struct, INumberFunction
{
    protected override ImmutableArray<DType> Types => types;

    public override void Build(PlanBuilder builder, Node node) =>
        ElementTypes.Number(builder.Type(node.Inputs[0]), new Case(builder, builder.Operand(node.Inputs[0]), builder.Result(node.Outputs[0]), builder.Count(node.Outputs[0])));

    private readonly struct Case(PlanBuilder builder, int from, int to, long count) : INumberCase
    {
        public unsafe void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (x, y, length) = (from, to, count);
            builder.Add([x], [y], 0, (in frame) =>
            {
                var body = new NumberMap<T, TFunction>(frame.At<T>(x), frame.At<T>(y), length);
                frame.Pool.Run(body.Items, ref body);
            });
        }
    }
}
