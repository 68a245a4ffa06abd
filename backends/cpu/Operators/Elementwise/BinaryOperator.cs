// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A function of two numbers of one type, with broadcasting.</summary>
internal sealed class BinaryOperator<TFunction>(string name, int since, int until, ImmutableArray<DType> types) : Operator(name, since, until)
    where TFunction : struct, IBinaryFunction
{
    protected override ImmutableArray<DType> Types => types;

    public override void Build(PlanBuilder builder, Node node) => Binary.Add<TFunction>(builder, node);

    protected override Support? CheckMore(Graph graph, Node node) => SameType(graph, node);
}

internal static unsafe class Binary
{
    /// <summary>Adds the step of a node of two inputs and one output of one type.</summary>
    public static void Add<TFunction>(PlanBuilder builder, Node node) where TFunction : struct, IBinaryFunction =>
        Add<TFunction>(builder, builder.Type(node.Inputs[0]), BroadcastOf(builder, node),
            builder.Operand(node.Inputs[0]), builder.Operand(node.Inputs[1]), builder.Result(node.Outputs[0]));

    /// <summary>Adds the step c = f(a, b) over slots of the type that <paramref name="type"/> is computed in.</summary>
    public static void Add<TFunction>(PlanBuilder builder, DType type, Broadcast broadcast, int a, int b, int c) where TFunction : struct, IBinaryFunction =>
        ElementTypes.Number(type, new Case<TFunction>(builder, broadcast, a, b, c));

    /// <summary>Adds the step c = f(a, b) over slots.</summary>
    public static void Add<T, TFunction>(PlanBuilder builder, Broadcast broadcast, int a, int b, int c)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> where TFunction : struct, IBinaryFunction =>
        builder.Add([a, b], [c], 0, (in frame) =>
        {
            var body = new BinaryMap<T, TFunction>(broadcast, frame.At<T>(a), frame.At<T>(b), frame.At<T>(c));
            frame.Pool.Run(body.Items, ref body);
        });

    /// <summary>Adds the step c = f(a, b) over slots of any three types.</summary>
    public static void AddPair<TLeft, TRight, TOut, TFunction>(PlanBuilder builder, Broadcast broadcast, int a, int b, int c)
        where TLeft : unmanaged where TRight : unmanaged where TOut : unmanaged where TFunction : struct, IPairFunction<TLeft, TRight, TOut> =>
        builder.Add([a, b], [c], 0, (in frame) =>
        {
            var body = new PairMap<TLeft, TRight, TOut, TFunction>(broadcast, frame.At<TLeft>(a), frame.At<TRight>(b), frame.At<TOut>(c));
            frame.Pool.Run(body.Items, ref body);
        });

    public static Broadcast BroadcastOf(PlanBuilder builder, Node node) =>
        new(builder.Dims(node.Inputs[0]).AsSpan(), builder.Dims(node.Inputs[1]).AsSpan(), builder.Dims(node.Outputs[0]).AsSpan());

    private readonly struct Case<TFunction>(PlanBuilder builder, Broadcast broadcast, int a, int b, int c) : INumberCase where TFunction : struct, IBinaryFunction
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => Add<T, TFunction>(builder, broadcast, a, b, c);
    }
}
