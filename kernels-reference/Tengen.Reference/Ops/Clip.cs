// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Limits to an interval. Source: ONNX Clip-13.</summary>
internal sealed class Clip : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Clip",
        Versions = [6, 11, 12, 13],
        Inputs = [new("input", Types.Numeric, "T"), new("min", Types.Numeric, "T", Optional: true), new("max", Types.Numeric, "T", Optional: true)],
        Outputs = [new("output", Types.Numeric, "T")],
        Upgrade = Upgrade,
        Infer = ShapeRules.Same,
        Summary = "output = min(max, max(input, min)), so that max wins where it is below min. A limit left out does not limit. Exact. NaN gives NaN. ONNX Clip-13.",
    };

    /// <summary>Before version 11 the limits are attributes.</summary>
    private static void Upgrade(UpgradeContext context)
    {
        var node = context.Node;
        if (node.Version >= 11)
            return;
        context.Node = node with
        {
            Inputs = [node.Inputs[0], Limit(context, "min"), Limit(context, "max")],
            Attributes = node.Attributes.Without("min").Without("max"),
        };
    }

    private static int Limit(UpgradeContext context, string name)
    {
        if (context.Node.Attributes[name] is not { } attribute)
            return Node.Absent;
        if (context.InputType(0).IsOpaque)
            throw context.Error($"before version 11 {name} is an attribute, and its dtype is that of input, which is not known");
        var limit = new Tensor(context.InputType(0));
        Element.SetReal(limit, 0, attribute.AsFloat);
        return context.Constant(limit);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        if (context.OutputType(0).IsFloat)
        {
            var (min, max) = (context.HasInput(1) ? context.Numbers(1)[0] : T.Exact(double.NegativeInfinity), context.HasInput(2) ? context.Numbers(2)[0] : T.Exact(double.PositiveInfinity));
            Elementwise.Unary(context, x => T.Min(max, T.Max(x, min)));
            return;
        }
        var (low, high) = (context.HasInput(1) ? context.Integers(1)[0] : Int128.MinValue, context.HasInput(2) ? context.Integers(2)[0] : Int128.MaxValue);
        Elementwise.Unary(context, static x => x, x => Int128.Min(high, Int128.Max(x, low)));
    }

    public static CaseSpace Cases { get; } = new(Types.Numeric,
        ["x=3x67,min=-1,max=2", "x=17,min=0", "x=15,max=1", "x=1031", "x=0,min=0,max=1", "x=2x3x5,min=3,max=1", "x=scalar,min=0,max=6"], DataSets.Elementwise);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        foreach (var name in (ReadOnlySpan<string>)["min", "max"])
        {
            if (!builder.Has(name))
            {
                builder.Absent();
                continue;
            }
            var limit = new Tensor(builder.Type);
            Element.SetReal(limit, 0, builder.Type.IsSigned ? builder.Int(name) : Math.Max(0, builder.Int(name)));
            builder.Constant(name, limit);
        }
    }
}
