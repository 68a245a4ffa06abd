// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Dropout outside training: the identity. Source: ONNX Dropout-22.</summary>
internal sealed class Dropout : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Dropout",
        Versions = [7, 10, 12, 13, 22],
        Inputs =
        [
            new("data", [.. Types.Floats, .. Types.Float8], "T"),
            new("ratio", [.. Types.Floats, .. Types.Float8], "T1", Optional: true),
            new("training_mode", [DType.Bool], "T2", Optional: true),
        ],
        Outputs = [new("output", [.. Types.Floats, .. Types.Float8], "T"), new("mask", [DType.Bool], "T2", Optional: true)],
        Attributes = [new("seed", AttributeType.Int)],
        Upgrade = Upgrade,
        Infer = context =>
        {
            ShapeRules.Same(context);
            context.SetOutput(1, DType.Bool, context.InputShape(0));
        },
        Summary = "Outside training, or with ratio 0, the output is the input and mask is all true. Random dropout has no reference value: " +
            "the oracle refuses it. ONNX Dropout-22.",
    };

    /// <summary>
    /// Before version 12 ratio is an attribute without effect outside training, and before version 10 mask has the dtype of data. A mask
    /// comes from a node of its own, which vanishes with it when nobody reads it.
    /// </summary>
    private static void Upgrade(UpgradeContext context)
    {
        var node = context.Node;
        if (node.Version >= 12)
            return;
        var plain = node with { Attributes = AttributeList.Empty };
        if (node.HasOutput(1))
        {
            var mask = node.Version < 10 ? context.Value() : node.Outputs[1];
            context.Emit(plain with { Outputs = [context.Value(), mask] });
            if (node.Version < 10)
                context.Emit(new Node("", "Cast", 0, [mask], [node.Outputs[1]], To(context)));
        }
        context.Node = plain with { Outputs = [node.Outputs[0]] };
    }

    private static AttributeList To(UpgradeContext context) => context.InputType(0) is { IsOpaque: false } type
        ? new([NodeAttribute.Int("to", Types.ToOnnx(type))])
        : throw context.Error("mask had the dtype of data before version 10, and that dtype is not known");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var training = context.HasInput(2) && context.Integers(2)[0] != 0;
        if (training && (!context.HasInput(1) || context.Exact(1)[0] != 0))
            throw new GraphException("op:Dropout.training", $"{context.Node}: random dropout has no reference value");
        Movement.Copy(context);
        if (context.HasOutput(1))
            context.Plain(1).AsSpan<bool>().Fill(true);
    }

    public static CaseSpace Cases { get; } = new(Types.Floats, ["x=3x67", "x=1", "x=17,outputs=2", "x=0"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("data", builder.Ints("x"));
        builder.Outputs(builder.Int("outputs", 1));
    }
}
