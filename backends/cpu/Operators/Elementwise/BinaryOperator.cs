// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Add, Sub, Mul, Div with broadcasting.</summary>
internal sealed class BinaryOperator(string name) : Operator(name, 7, 14)
{
    protected override ImmutableArray<DType> Types => TypeSets.Number;

    public override void Build(PlanBuilder builder, Node node) =>
        Build(builder, Name, node.Inputs[0], node.Inputs[1], node.Outputs[0]);

    protected override Support? CheckMore(Graph graph, Node node) => SameType(graph, node);

    private static void Build(PlanBuilder builder, string name, int left, int right, int output)
    {
        var type = builder.Type(left);
        var broadcast = new Broadcast(builder.Dims(left).AsSpan(), builder.Dims(right).AsSpan(), builder.Dims(output).AsSpan());
        if (TypeSets.IsFloat(type))
        {
            Add<float>(builder, name, broadcast, builder.Float(left), builder.Float(right), builder.FloatResult(output));
            return;
        }
        var (a, b, c) = (builder.SlotOf(left), builder.SlotOf(right), builder.SlotOf(output));
        if (type == DType.Float64)
            Add<double>(builder, name, broadcast, a, b, c);
        else
            AddInteger(builder, type, name, broadcast, a, b, c);
    }

    private static void AddInteger(PlanBuilder builder, DType type, string name, Broadcast broadcast, int a, int b, int c)
    {
        switch (type.Bits, type.IsSigned)
        {
            case (8, true): Add<sbyte>(builder, name, broadcast, a, b, c); break;
            case (8, false): Add<byte>(builder, name, broadcast, a, b, c); break;
            case (16, true): Add<short>(builder, name, broadcast, a, b, c); break;
            case (16, false): Add<ushort>(builder, name, broadcast, a, b, c); break;
            case (32, true): Add<int>(builder, name, broadcast, a, b, c); break;
            case (32, false): Add<uint>(builder, name, broadcast, a, b, c); break;
            case (64, true): Add<long>(builder, name, broadcast, a, b, c); break;
            default: Add<ulong>(builder, name, broadcast, a, b, c); break;
        }
    }

    private static void Add<T>(PlanBuilder builder, string name, Broadcast broadcast, int a, int b, int c) where T : unmanaged, INumber<T>
    {
        switch (name)
        {
            case "Add": Add<T, AddFunction<T>>(builder, broadcast, a, b, c); break;
            case "Sub": Add<T, SubFunction<T>>(builder, broadcast, a, b, c); break;
            case "Mul": Add<T, MulFunction<T>>(builder, broadcast, a, b, c); break;
            default: Add<T, DivFunction<T>>(builder, broadcast, a, b, c); break;
        }
    }

    /// <summary>Adds the step c = f(a, b) over slots.</summary>
    internal static unsafe void Add<T, TFunction>(PlanBuilder builder, Broadcast broadcast, int a, int b, int c)
        where T : unmanaged, INumber<T> where TFunction : IBinaryFunction<T> =>
        builder.Add([a, b], [c], 0, (in frame) =>
        {
            var body = new BinaryMap<T, TFunction>(broadcast, frame.At<T>(a), frame.At<T>(b), frame.At<T>(c));
            frame.Pool.Run(body.Items, ref body);
        });
}
