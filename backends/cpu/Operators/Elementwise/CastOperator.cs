// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Conversion;
using Tengen.Backends.Cpu.Formats;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;
using TypeCode = Tengen.Graph.TypeCode;

/// <summary>Cast among bool, integers and floats; the output's type is the target.</summary>
internal sealed unsafe class CastOperator() : Operator("Cast", 6, 25)
{
    protected override ImmutableArray<string> Attributes => ["to", "saturate"];

    protected override ImmutableArray<DType> Types => TypeSets.Any;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (input, output) = (node.Inputs[0], node.Outputs[0]);
        var (from, to) = (builder.Type(input), builder.Type(output));
        var count = builder.Count(output);
        if (from == to)
            CopyOperator.AddView(builder, input, output);
        else if (from == DType.BFloat16)
            AddFrom(builder, DType.Float32, builder.Float(input), to, builder.SlotOf(output), count);
        else
            AddFrom(builder, from, builder.SlotOf(input), to, builder.SlotOf(output), count);
    }

    protected override Support? CheckMore(Graph graph, Node node) => TypeSets.Any.Contains(graph.Values[node.Outputs[0]].Type)
        ? null
        : Support.No(Why.DType, $"Cast to {graph.Values[node.Outputs[0]].Type} is not taken");

    private static void AddFrom(PlanBuilder builder, DType type, int from, DType to, int output, long count)
    {
        switch (type.Code, type.Bits)
        {
            case (TypeCode.Float, 16): AddTo<Half>(builder, from, to, output, count); break;
            case (TypeCode.Float, 32): AddTo<float>(builder, from, to, output, count); break;
            case (TypeCode.Float, _): AddTo<double>(builder, from, to, output, count); break;
            case (TypeCode.Int, 8): AddTo<sbyte>(builder, from, to, output, count); break;
            case (TypeCode.Int, 16): AddTo<short>(builder, from, to, output, count); break;
            case (TypeCode.Int, 32): AddTo<int>(builder, from, to, output, count); break;
            case (TypeCode.Int, _): AddTo<long>(builder, from, to, output, count); break;
            case (TypeCode.UInt, 16): AddTo<ushort>(builder, from, to, output, count); break;
            case (TypeCode.UInt, 32): AddTo<uint>(builder, from, to, output, count); break;
            case (TypeCode.UInt, 64): AddTo<ulong>(builder, from, to, output, count); break;
            default: AddTo<byte>(builder, from, to, output, count); break;
        }
    }

    private static void AddTo<TFrom>(PlanBuilder builder, int from, DType type, int to, long count) where TFrom : unmanaged, INumberBase<TFrom>
    {
        switch (type.Code, type.Bits)
        {
            case (TypeCode.Float, 16): Add<TFrom, Half>(builder, from, to, count); break;
            case (TypeCode.Float, 32): Add<TFrom, float>(builder, from, to, count); break;
            case (TypeCode.Float, _): Add<TFrom, double>(builder, from, to, count); break;
            case (TypeCode.Int, 8): Add<TFrom, sbyte>(builder, from, to, count); break;
            case (TypeCode.Int, 16): Add<TFrom, short>(builder, from, to, count); break;
            case (TypeCode.Int, 32): Add<TFrom, int>(builder, from, to, count); break;
            case (TypeCode.Int, _): Add<TFrom, long>(builder, from, to, count); break;
            case (TypeCode.UInt, 8): Add<TFrom, byte>(builder, from, to, count); break;
            case (TypeCode.UInt, 16): Add<TFrom, ushort>(builder, from, to, count); break;
            case (TypeCode.UInt, 32): Add<TFrom, uint>(builder, from, to, count); break;
            case (TypeCode.UInt, _): Add<TFrom, ulong>(builder, from, to, count); break;
            case (TypeCode.BFloat, _):
                builder.Add([from], [to], 0, (in frame) =>
                {
                    var body = new CastToBFloat16<TFrom>(frame.At<TFrom>(from), frame.At<BFloat16>(to), count);
                    frame.Pool.Run(body.Items, ref body);
                });
                break;
            default:
                builder.Add([from], [to], 0, (in frame) =>
                {
                    var body = new CastToBool<TFrom>(frame.At<TFrom>(from), frame.At<byte>(to), count);
                    frame.Pool.Run(body.Items, ref body);
                });
                break;
        }
    }

    private static void Add<TFrom, TTo>(PlanBuilder builder, int from, int to, long count)
        where TFrom : unmanaged, INumberBase<TFrom> where TTo : unmanaged, INumberBase<TTo> =>
        builder.Add([from], [to], 0, (in frame) =>
        {
            var body = new Cast<TFrom, TTo>(frame.At<TFrom>(from), frame.At<TTo>(to), count);
            frame.Pool.Run(body.Items, ref body);
        });
}
