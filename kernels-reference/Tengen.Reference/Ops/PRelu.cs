// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The rectifier that leaks by a learned slope. Source: ONNX PRelu-16.</summary>
internal sealed class PRelu : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Types.Floats, DType.Int32, DType.Int64, DType.UInt32, DType.UInt64];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "PRelu",
        Versions = [7, 9, 16],
        Inputs = [new("X", Supported, "T"), new("slope", Supported, "T")],
        Outputs = [new("Y", Supported, "T")],
        Infer = static context =>
        {
            if (!ShapeRules.MayBroadcastTo(context.InputShape(1), context.InputShape(0)))
                throw context.Error("broadcast", $"slopes {context.InputShape(1)} do not broadcast to {context.InputShape(0)}");
            ShapeRules.Same(context);
        },
        Summary = "Y = X from zero on, slope X below; slope broadcasts to X. NaN gives NaN; integers wrap. ONNX PRelu-16.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Binary(context, static (x, slope) => T.IfLess(x, T.Exact(0), slope * x, x), static (x, slope) => x < 0 ? unchecked(slope * x) : x);

    public static CaseSpace Cases { get; } = new(Supported, ["a=3x67,b=3x67", "a=1,b=1", "a=17,b=1", "a=2x3x5,b=5", "a=2x3x5,b=3x1", "a=0,b=1", "a=1009,b=1009"], DataSets.Elementwise);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("X", builder.Ints("a"));
        builder.Input("slope", builder.Ints("b"));
    }
}
