// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The remainder of a division. Source: ONNX Mod-13.</summary>
internal sealed class Mod : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.BinaryContract("Mod", [10, 13],
        "C = A mod B with numpy broadcasting: exact. With fmod = 0 (integers only) C has the sign of B, with fmod = 1 that of A, as C's fmod: " +
        "fmod(Inf, y) and fmod(x, 0) are NaN, fmod(x, Inf) = x. An integer modulo zero is undefined and refused by the oracle. ONNX Mod-13.",
        attributes: [new("fmod", AttributeType.Int, 0)]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var truncates = context.Attributes.Int("fmod", 0) != 0;
        if (!context.OutputType(0).IsFloat)
        {
            Elementwise.Binary(context, static (a, _) => a, (a, b) => b == 0
                ? throw new GraphException("op:Mod.zero", $"{context.Node}: the specification leaves integers modulo zero undefined")
                : truncates || a % b == 0 || a < 0 == b < 0 ? a % b : a % b + b);
            return;
        }
        if (!truncates)
            throw new GraphException("op:Mod.fmod", $"{context.Node}: floating-point operands need fmod = 1");
        var (x, y, result) = (context.Exact(0), context.Exact(1), context.Plain(0));
        var (left, right) = (Broadcast.Of(context, 0), Broadcast.Of(context, 1));
        for (var i = 0; i < result.Count; i++)
            Element.SetReal(result, i, x[left[i]] % y[right[i]]);
    }

    public static CaseSpace Cases { get; } = Elementwise.BinaryCases with { Data = [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.NanTracer] };

    public static void Build(CaseBuilder builder)
    {
        builder.Input("A", builder.Ints("a"));
        if (builder.Type.IsFloat)
            builder.Input("B", builder.Ints("b"));
        else
            builder.Integers("B", builder.Type, 1, 127, builder.Ints("b"));
        builder.Attribute(NodeAttribute.Int("fmod", builder.Type.IsFloat ? 1 : builder.Type.IsSigned ? builder.Ints("a").Length % 2 : 0));
    }
}
