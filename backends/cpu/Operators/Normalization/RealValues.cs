// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Conversion;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>The values of a node whose floating-point types may differ, all in the type that the node is computed in: fp64 if any is, otherwise fp32.</summary>
internal sealed class RealValues(PlanBuilder builder, Node node)
{
    private readonly List<(int From, int Value)> _results = [];

    public DType Type { get; } = node.Inputs.Any(input => input != Node.Absent && builder.Type(input) == DType.Float64) ? DType.Float64 : DType.Float32;

    /// <summary>The slot of an input; -1 when it is absent.</summary>
    public int Input(int input)
    {
        if (!node.HasInput(input))
            return -1;
        return Type == DType.Float64 ? CastSteps.As(builder, node.Inputs[input], Type) : builder.Float(node.Inputs[input]);
    }

    /// <summary>A slot to write an output; -1 when it is absent.</summary>
    public int Output(int output)
    {
        if (!node.HasOutput(output))
            return -1;
        var value = node.Outputs[output];
        if (Type == DType.Float32)
            return builder.FloatResult(value);
        if (builder.Type(value) == Type)
            return builder.SlotOf(value);
        var wide = builder.Temporary(Type.BytesFor(builder.Count(value)));
        _results.Add((wide, value));
        return wide;
    }

    /// <summary>Rounds the outputs to their own types, once their steps are added.</summary>
    public void Finish()
    {
        foreach (var (from, value) in _results)
            CastSteps.Add(builder, from, Type, builder.SlotOf(value), builder.Type(value), builder.Count(value), ConversionRule.Default);
    }
}
