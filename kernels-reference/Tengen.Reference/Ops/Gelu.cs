// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The Gaussian error linear unit. Source: ONNX Gelu-20; Hendrycks and Gimpel, arXiv 1606.08415.</summary>
internal sealed class Gelu : IOperator
{
    private static readonly Real RootHalf = new(0.7071067811865476, -4.833646656726457e-17);
    private static readonly Real RootTwoOverPi = new(0.7978845608028654, -4.98465440455546e-17);
    private static readonly Real Cubic = new(0.044715, 2.1960211427085595e-18);

    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Gelu", [20],
        "Y = X/2 * (1 + erf(X / sqrt 2)), or with approximate = tanh X/2 * (1 + tanh(sqrt(2/pi) * (X + 0.044715 X^3))). " +
        "Gelu(+Inf) = +Inf, NaN gives NaN. At -Inf the formula gives NaN where the limit is 0. ONNX Gelu-20.",
        attributes: [new("approximate", AttributeType.String, "none", Allowed: ["none", "tanh"])]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary<T>(context, context.Attributes.String("approximate", "none") == "tanh" ? Tanh : Exact);

    private static T Exact<T>(T x) where T : unmanaged, INumber<T> =>
        T.Exact(0.5) * x * (T.Exact(1) + T.Apply(Function.Erf, x * T.Constant(RootHalf)));

    private static T Tanh<T>(T x) where T : unmanaged, INumber<T>
    {
        var inner = T.Constant(RootTwoOverPi) * (x + T.Constant(Cubic) * (x * x * x));
        return T.Exact(0.5) * x * (T.Exact(1) + T.Apply(Function.Tanh, inner));
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        ["x=3x67", "x=3x67,approximate=tanh", "x=1", "x=17", "x=0", "x=1031", "x=15,approximate=tanh"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.NanTracer])
    {
        Exhaustive = ["x=65536", "x=65536,approximate=tanh"],
    };

    public static void Build(CaseBuilder builder)
    {
        Elementwise.BuildUnary(builder);
        builder.Attribute(NodeAttribute.String("approximate", builder.Text("approximate", "none")));
    }
}
