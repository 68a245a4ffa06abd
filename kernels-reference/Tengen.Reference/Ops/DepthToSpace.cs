// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Channels laid out as blocks of space. Source: ONNX DepthToSpace-13.</summary>
internal sealed class DepthToSpace : IOperator
{
    public static OperatorContract Contract { get; } = Blocks.Contract("DepthToSpace", [1, 11, 13], Infer,
        "Channel (i b + j) C' + c (mode DCR) or c b b + i b + j (CRD) becomes position (i, j) of every block of channel c, b being blocksize. Bits are kept. ONNX DepthToSpace-13.",
        new AttributeContract("mode", AttributeType.String, "DCR", Allowed: ["DCR", "CRD"]));

    private static void Infer(ShapeContext context)
    {
        var block = context.Attributes.Int("blocksize", 1);
        Blocks.Infer(context, channels => Blocks.Divided(context, channels, block * block), extent => extent * block);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (from, to, block) = (context.InputDims(0), context.OutputDims(0), (int)context.Attributes.Int("blocksize", 1));
        var isDepthFirst = context.Attributes.String("mode", "DCR") == "DCR";
        Movement.Gather(context, element =>
        {
            var at = Grid.At(element, to);
            var within = at[2] % block * block + at[3] % block;
            var channel = isDepthFirst ? within * to[1] + at[1] : at[1] * block * block + within;
            return Grid.Position([at[0], channel, at[2] / block, at[3] / block], from);
        });
    }

    public static CaseSpace Cases { get; } = new(Movement.TensorCaseTypes, ["x=2x8x3x5,block=2", "x=2x8x3x5,block=2,mode=CRD", "x=1x9x1x2,block=3", "x=1x3x4x4,block=1", "x=0x4x2x2,block=2"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Int("blocksize", builder.Int("block")));
        builder.Attribute(NodeAttribute.String("mode", builder.Text("mode", "DCR")));
    }
}
