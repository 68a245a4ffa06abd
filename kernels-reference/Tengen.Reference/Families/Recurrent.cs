// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;

namespace Tengen.Reference.Families;

/// <summary>Signature, shape rule and cases that recurrent layers share. Source: ONNX LSTM-22, GRU-22, RNN-22.</summary>
internal static class Recurrent
{
    public static ImmutableArray<InputContract> Inputs { get; } =
    [
        new("X", Types.Floats, "T"), new("W", Types.Floats, "T"), new("R", Types.Floats, "T"), new("B", Types.Floats, "T", Optional: true),
        new("sequence_lens", [DType.Int32], "T1", Optional: true), new("initial_h", Types.Floats, "T", Optional: true),
    ];

    public static ImmutableArray<OutputContract> Outputs { get; } = [new("Y", Types.Floats, "T", Optional: true), new("Y_h", Types.Floats, "T", Optional: true)];

    public static ImmutableArray<AttributeContract> Attributes { get; } =
    [
        new("activation_alpha", AttributeType.Floats), new("activation_beta", AttributeType.Floats), new("activations", AttributeType.Strings), new("clip", AttributeType.Float),
        new("direction", AttributeType.String, "forward", Allowed: ["forward", "reverse", "bidirectional"]), new("hidden_size", AttributeType.Int), new("layout", AttributeType.Int, 0),
    ];

    public static void Infer(ShapeContext context)
    {
        var (x, r) = (context.InputShape(0), context.InputShape(2));
        var (all, last) = (Shape.Unknown, Shape.Unknown);
        if (x.HasRank && r.HasRank)
        {
            if (x.Rank != 3 || r.Rank != 3)
                throw context.Error("rank", $"{x} and {r} must have rank 3");
            var directions = context.Attributes.String("direction", "forward") == "bidirectional" ? 2 : 1;
            (all, last) = context.Attributes.Int("layout", 0) != 0
                ? (new Shape(x[0], x[1], directions, r[2]), new Shape(x[0], directions, r[2]))
                : (new Shape(x[0], directions, x[1], r[2]), new Shape(directions, x[1], r[2]));
        }
        context.SetOutput(0, context.InputType(0), all);
        context.SetOutput(1, context.InputType(0), last);
        context.SetOutput(2, context.InputType(0), last);
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        [
            "x=3x2x5,hidden=4,b=1", "x=1x1x3,hidden=2", "x=4x2x7,hidden=5,b=1,direction=reverse", "x=3x2x5,hidden=4,b=1,direction=bidirectional,start=1", "x=2x3x6,hidden=3,layout=1,start=1",
            "x=3x1x4,hidden=3,b=1,clip=1", "x=2x2x3,hidden=4,variant=1,b=1", "x=3x0x2,hidden=3", "x=8x1x17,hidden=16,b=1",
        ],
        [DataSets.Uniform, DataSets.Normal, DataSets.Positive]);

    /// <summary>Inputs 0 to 5; a layer adds its own.</summary>
    public static void Build(CaseBuilder builder, int gates, int outputs)
    {
        var (x, hidden, direction, layout) = (builder.Ints("x"), builder.Int("hidden"), builder.Text("direction", "forward"), builder.Int("layout", 0));
        var directions = direction == "bidirectional" ? 2 : 1;
        builder.Input("X", x);
        builder.Drawn("W", builder.Type, DataSets.Uniform, directions, gates * hidden, x[2]);
        builder.Drawn("R", builder.Type, DataSets.Uniform, directions, gates * hidden, hidden);
        if (builder.Has("b"))
            builder.Drawn("B", builder.Type, DataSets.Uniform, directions, 2 * gates * hidden);
        else
            builder.Absent();
        builder.Absent();
        Initial(builder, "initial_h");
        if (builder.Has("clip"))
            builder.Attribute(NodeAttribute.Float("clip", builder.Int("clip")));
        builder.Attribute(NodeAttribute.String("direction", direction));
        builder.Attribute(NodeAttribute.Int("hidden_size", hidden));
        builder.Attribute(NodeAttribute.Int("layout", layout));
        builder.Outputs(outputs);
    }

    public static void Initial(CaseBuilder builder, string name)
    {
        var (x, directions) = (builder.Ints("x"), builder.Text("direction", "forward") == "bidirectional" ? 2L : 1);
        if (!builder.Has("start"))
            builder.Absent();
        else if (builder.Int("layout", 0) != 0)
            builder.Drawn(name, builder.Type, DataSets.Uniform, x[0], directions, builder.Int("hidden"));
        else
            builder.Drawn(name, builder.Type, DataSets.Uniform, directions, x[1], builder.Int("hidden"));
    }
}
