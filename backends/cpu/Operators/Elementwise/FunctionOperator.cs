// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>A function of each real element.</summary>
/// <param name="read">Makes the function from the node's attributes.</param>
/// <param name="attributes">Those that <paramref name="read"/> reads.</param>
internal sealed class FunctionOperator<TFunction>(string name, int since, int until, Func<AttributeList, TFunction> read, params string[] attributes)
    : Operator(name, since, until) where TFunction : struct, IVectorFunction
{
    public FunctionOperator(string name, int since, int until) : this(name, since, until, _ => default) { }

    protected override ImmutableArray<string> Attributes => [.. attributes];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node) => Unary.Add(builder, node, read(node.Attributes));
}

internal static unsafe class Unary
{
    public static void Add<TFunction>(PlanBuilder builder, Node node, TFunction function) where TFunction : struct, IVectorFunction
    {
        var count = builder.Count(node.Outputs[0]);
        var (from, to) = (builder.Operand(node.Inputs[0]), builder.Result(node.Outputs[0]));
        if (builder.Type(node.Inputs[0]) == DType.Float64)
            AddScalar<double, double, TFunction>(builder, from, to, count, function);
        else
            builder.Add([from], [to], 0, (in frame) =>
            {
                var body = new VectorMap<TFunction>(frame.Floats(from), frame.Floats(to), count, function);
                frame.Pool.Run(body.Items, ref body);
            });
    }

    /// <summary>Adds the step y = f(x) over slots, one number at a time.</summary>
    public static void AddScalar<TFrom, TTo, TFunction>(PlanBuilder builder, int from, int to, long count, TFunction function = default)
        where TFrom : unmanaged where TTo : unmanaged where TFunction : struct, IFunction<TFrom, TTo> =>
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = new ScalarMap<TFrom, TTo, TFunction>(frame.At<TFrom>(from), frame.At<TTo>(to), count, function);
            frame.Pool.Run(body.Items, ref body);
        });
}
