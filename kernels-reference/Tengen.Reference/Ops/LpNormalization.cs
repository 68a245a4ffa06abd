// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Lines divided by their norm. Source: ONNX LpNormalization-22.</summary>
internal sealed class LpNormalization : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "LpNormalization",
        Versions = [1, 22],
        Inputs = [new("input", Types.Floats, "T")],
        Outputs = [new("output", Types.Floats, "T")],
        Attributes = [new("axis", AttributeType.Int, -1), new("p", AttributeType.Int, 2)],
        Infer = static context => ShapeRules.SameAlong(context, -1),
        Summary = "Along axis input / (sum of |input|) for p = 1, input / sqrt(sum of input^2) for p = 2; a line of zeros gives zeros. Sums run in any order. ONNX LpNormalization-22.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (x, exact, dims) = (context.Numbers(0), context.Exact(0), context.InputDims(0));
        var lines = Lines.Along(dims, context.Attributes.Axis(-1, dims.Length));
        var isEuclidean = context.Attributes.Int("p", 2) == 2;
        context.Along(0, lines, (line, first, results) =>
        {
            var terms = Enumerable.Range(0, lines.Length).Select(i => x[lines.Start(line) + i * lines.Inner]).ToArray();
            var isZero = Enumerable.Range(0, lines.Length).All(i => exact[lines.Start(line) + i * lines.Inner] == 0);
            var norm = isZero ? T.Exact(1) : isEuclidean ? T.Apply(Function.Sqrt, Folds.SumOfSquares(terms)) : T.Sum(new Strided<T>(Array.ConvertAll(terms, T.Abs)));
            for (var i = 0; i < results.Length; i++)
                results[i] = terms[first + i] / norm;
        });
    }

    public static CaseSpace Cases { get; } = new(Types.Floats, ["x=5x64", "x=5x64,p=1", "x=2x17x3,axis=1", "x=7x15,axis=0,p=1", "x=0x5", "x=2x1000"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.NanTracer]);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("input", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Int("axis", builder.Int("axis", -1)));
        builder.Attribute(NodeAttribute.Int("p", builder.Int("p", 2)));
    }
}
