// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>
/// The operators behind a convolution that its epilogue computes: BatchNormalization, Add of a tensor of the same dims, Relu, each only when
/// it alone reads the value before it. In fp32 only: every step rounds exactly as the separate operator would.
/// </summary>
internal sealed class EpilogueChain
{
    private EpilogueChain(int output) => Output = output;

    /// <summary>The value that the convolution now writes.</summary>
    public int Output { get; private set; }

    /// <summary>Slots: scale, shift, mean, variance; empty when there is no normalisation.</summary>
    public int[] Normalization { get; private set; } = [];

    public float Epsilon { get; private set; }

    /// <summary>Slot; -1 = none.</summary>
    public int Residual { get; private set; } = -1;

    public bool Relu { get; private set; }

    public int[] Reads => [.. Normalization, Residual];

    public static EpilogueChain Follow(PlanBuilder builder, int output)
    {
        var chain = new EpilogueChain(output);
        if (builder.Type(output) != DType.Float32)
            return chain;
        if (Next(builder, chain.Output, "BatchNormalization") is { } normalization && normalization.Inputs[0] == chain.Output)
            chain.TakeNormalization(builder, normalization);
        if (Next(builder, chain.Output, "Add") is { } add)
        {
            var other = add.Inputs[0] == chain.Output ? add.Inputs[1] : add.Inputs[0];
            if (builder.IsReady(other) && builder.Dims(other).SequenceEqual(builder.Dims(chain.Output)))
            {
                chain.Residual = builder.SlotOf(other);
                chain.Take(builder, add);
            }
        }
        if (Next(builder, chain.Output, "Relu") is { } relu)
        {
            chain.Relu = true;
            chain.Take(builder, relu);
        }
        return chain;
    }

    /// <summary>Fills an epilogue; the deviations are computed into <paramref name="deviation"/>, one float per channel.</summary>
    public unsafe void Fill(in Frame frame, ref Epilogue epilogue, float* deviation, int channels)
    {
        epilogue.Residual = frame.Optional(Residual);
        epilogue.Relu = Relu;
        if (Normalization.Length == 0)
            return;
        epilogue.Scale = frame.Floats(Normalization[0]);
        epilogue.Shift = frame.Floats(Normalization[1]);
        epilogue.Mean = frame.Floats(Normalization[2]);
        epilogue.Deviation = deviation;
        var variance = frame.Floats(Normalization[3]);
        for (var i = 0; i < channels; i++)
            deviation[i] = MathF.Sqrt(variance[i] + Epsilon);
    }

    private void TakeNormalization(PlanBuilder builder, Node node)
    {
        if (!node.Inputs.Skip(1).All(builder.IsReady) || !BatchNormalizationOperator.IsOfEpilogue(builder, node))
            return;
        Normalization = [.. node.Inputs.Skip(1).Take(4).Select(builder.Float)];
        Epsilon = node.Attributes.Float("epsilon", 1e-5f);
        Take(builder, node);
    }

    private void Take(PlanBuilder builder, Node node)
    {
        builder.Fuse(node);
        Output = node.Outputs[0];
    }

    private static Node? Next(PlanBuilder builder, int value, string op) =>
        builder.OnlyReader(value) is { Domain: "" } node && node.Op == op ? node : null;
}
