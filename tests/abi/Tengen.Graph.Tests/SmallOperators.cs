// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph.Operators;

namespace Tengen.Graph.Tests;

/// <summary>A handful of contracts, enough to see every step of canonicalisation.</summary>
internal sealed class SmallOperators : IOperatorSet
{
    private static readonly ImmutableArray<DType> Any = [DType.Float32, DType.Int64];

    public static readonly SmallOperators Set = new();

    public IReadOnlyList<OperatorContract> All { get; } = [Clip, Expand, Identity, LeakyRelu, NonZero, Reshape, Shape];

    public OperatorContract? Find(string domain, string op) => All.FirstOrDefault(contract => contract.Domain == domain && contract.Name == op);

    private static OperatorContract Identity => Unary("Identity", [1, 13, 16]);

    private static OperatorContract LeakyRelu => Unary("LeakyRelu", [1, 6, 16]) with
    {
        Attributes = [new AttributeContract("alpha", AttributeType.Float, 0.01f)],
    };

    /// <summary>Its bounds became inputs in version 11.</summary>
    private static OperatorContract Clip => Unary("Clip", [6, 11, 13]) with
    {
        Inputs = [Input("X"), Input("min") with { Optional = true }, Input("max") with { Optional = true }],
        Upgrade = upgrade =>
        {
            if (upgrade.Node.Version >= 11)
                return;
            var min = upgrade.Constant(Tensor.Scalar(upgrade.Node.Attributes.Float("min", float.MinValue)));
            upgrade.Node = upgrade.Node with { Inputs = [upgrade.Node.Inputs[0], min], Attributes = upgrade.Node.Attributes.Without("min") };
        },
    };

    /// <summary>Version 8 here stands for Identity followed by Expand, so that an upgrade emits two nodes.</summary>
    private static OperatorContract Expand => Unary("Expand", [8, 13]) with
    {
        Inputs = [Input("input"), Input("shape")],
        ShapeInputs = [1],
        Upgrade = upgrade =>
        {
            var middle = upgrade.Value();
            upgrade.Emit(new Node("", "Identity", 0, [upgrade.Node.Inputs[0]], [middle], AttributeList.Empty));
            upgrade.Node = upgrade.Node with { Inputs = [middle, upgrade.Node.Inputs[1]] };
        },
        Infer = context => context.SetOutput(0, context.InputType(0), context.InputValue(1) is { } dims ? new Shape(dims.AsSpan<long>()) : Tengen.Graph.Shape.Unknown),
    };

    private static OperatorContract Reshape => Unary("Reshape", [5, 14]) with
    {
        Inputs = [Input("data"), Input("shape")],
        ShapeInputs = [1],
        Infer = context =>
        {
            if (context.InputValue(1) is { } target)
                context.SetOutput(0, context.InputType(0), new Shape(target.AsSpan<long>()));
            else
                context.SetOutput(0, context.InputType(0), new Shape(Enumerable.Range(0, (int)context.InputShape(1)[0]).Select(axis => context.NewDim($"dim{axis}")).ToImmutableArray()));
        },
    };

    private static OperatorContract NonZero => Unary("NonZero", [9, 13]) with
    {
        Infer = context => context.SetOutput(0, DType.Int64, new Shape(context.InputShape(0).Rank, context.NewDim("count"))),
    };

    private static OperatorContract Shape => Unary("Shape", [1, 15]) with
    {
        Infer = context => context.SetOutput(0, DType.Int64, new Shape(context.InputShape(0).Rank)),
    };

    private static OperatorContract Unary(string name, ImmutableArray<int> versions) => new()
    {
        Name = name,
        Versions = versions,
        Inputs = [Input("X")],
        Outputs = [new OutputContract("Y", Any, "T")],
        Infer = context => context.SetOutput(0, context.InputType(0), context.InputShape(0)),
        Summary = name,
    };

    private static InputContract Input(string name) => new(name, Any, "T");
}
