// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Blocks of space laid out as channels. Source: ONNX SpaceToDepth-13.</summary>
internal sealed class SpaceToDepth : IOperator
{
    public static OperatorContract Contract { get; } = Blocks.Contract("SpaceToDepth", [1, 13], Infer,
        "Position (i, j) of every block of channel c becomes channel (i b + j) C + c, b being blocksize. Bits are kept. ONNX SpaceToDepth-13.");

    private static void Infer(ShapeContext context)
    {
        var block = context.Attributes.Int("blocksize", 1);
        Blocks.Infer(context, channels => channels * block * block, extent => Blocks.Divided(context, extent, block));
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (from, to, block) = (context.InputDims(0), context.OutputDims(0), (int)context.Attributes.Int("blocksize", 1));
        Movement.Gather(context, element =>
        {
            var at = Grid.At(element, to);
            var (within, channel) = Math.DivRem(at[1], from[1]);
            return Grid.Position([at[0], channel, at[2] * block + within / block, at[3] * block + within % block], from);
        });
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes, ["x=2x3x4x6,block=2", "x=1x1x3x6,block=3", "x=1x3x4x4,block=1", "x=0x4x2x2,block=2"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Int("blocksize", builder.Int("block")));
    }
}
