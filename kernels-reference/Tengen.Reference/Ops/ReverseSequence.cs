// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Sequences of a batch turned around, each at its own length. Source: ONNX ReverseSequence-10.</summary>
internal sealed class ReverseSequence : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "ReverseSequence",
        Versions = [10],
        Inputs = [new("input", Types.TensorsBeforeBFloat16, "T"), new("sequence_lens", [DType.Int64], "tensor(int64)")],
        Outputs = [new("Y", Types.TensorsBeforeBFloat16, "T")],
        Attributes = [new("batch_axis", AttributeType.Int, 1), new("time_axis", AttributeType.Int, 0)],
        Infer = ShapeRules.Same,
        Summary = "Along time_axis the first sequence_lens[b] elements of image b come in reverse, the others stay. Bits are kept. ONNX ReverseSequence-10.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (dims, lengths) = (context.InputDims(0), context.Integers(1));
        var (batch, time) = ((int)context.Attributes.Int("batch_axis", 1), (int)context.Attributes.Int("time_axis", 0));
        Movement.Gather(context, element =>
        {
            var at = Grid.At(element, dims);
            var length = (int)lengths[at[batch]];
            at[time] = at[time] < length ? length - 1 - at[time] : at[time];
            return Grid.Position(at, dims);
        });
    }

    public static CaseSpace Cases { get; } = new([.. Movement.CaseTypes.Where(type => type != DType.BFloat16)], ["x=5x7", "x=4x9x3,time=1", "x=1x1", "x=3x0"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        var (dims, time) = (builder.Ints("x"), builder.Int("time", 0));
        builder.Input("input", dims);
        builder.Integers("sequence_lens", DType.Int64, 0, dims[time], dims[1 - time]);
        builder.Attribute(NodeAttribute.Int("time_axis", time));
        builder.Attribute(NodeAttribute.Int("batch_axis", 1 - time));
    }
}
