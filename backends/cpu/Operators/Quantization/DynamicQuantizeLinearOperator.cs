// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Quantization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>fp32 to u8 with the scale and zero point that its range asks for. Without a number but zero the scale is 0 and all is 0.</summary>
internal sealed unsafe class DynamicQuantizeLinearOperator() : Operator("DynamicQuantizeLinear", 11, 11)
{
    protected override ImmutableArray<DType> Types => [DType.Float32];

    public override void Build(PlanBuilder builder, Node node)
    {
        var count = builder.Count(node.Inputs[0]);
        var (chunks, shape) = (Extremes.ChunksOf(count), ScaleShape.PerTensor((nint)count));
        var from = builder.SlotOf(node.Inputs[0]);
        var (to, scale, zero) = (Output(builder, node, 0, count), Output(builder, node, 1, sizeof(float)), Output(builder, node, 2, 1));
        builder.Add([from], [scale, zero], Math.Max(1, chunks) * 2L * sizeof(float), (in frame) =>
        {
            var found = (float*)frame.Scratch;
            var body = new Extremes(frame.Floats(from), count, found);
            frame.Pool.Run(chunks, ref body);
            float least = 0, most = 0;
            for (var i = 0; i < chunks; i++)
                (least, most) = (MathF.Min(least, found[2 * i]), MathF.Max(most, found[2 * i + 1]));
            var step = (most - least) / byte.MaxValue;
            *frame.Floats(scale) = step;
            *frame.At<byte>(zero) = step == 0 ? (byte)0 : (byte)Math.Clamp(MathF.Round(0 - least / step), 0, byte.MaxValue);
        });
        builder.Add([from, scale, zero], [to], 0, (in frame) =>
        {
            var body = new Quantization<byte, SinglePrecision>
            {
                Input = frame.Floats(from),
                Scale = frame.Floats(scale),
                Zero = frame.At<byte>(zero),
                Output = frame.At<byte>(to),
                Shape = shape,
                Range = (0, byte.MaxValue),
            };
            frame.Pool.Run(shape.Items, ref body);
        });
    }

    private static int Output(PlanBuilder builder, Node node, int output, long bytes) =>
        node.HasOutput(output) ? builder.SlotOf(node.Outputs[output]) : builder.Temporary(bytes);
}
