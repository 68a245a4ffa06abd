// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>The operators of this backend.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, Operator> ByName = new Operator[]
    {
        new BinaryOperator("Add"),
        new BinaryOperator("Sub"),
        new BinaryOperator("Mul"),
        new BinaryOperator("Div"),
        new SumOperator(),
        new ReluOperator(),
        new UnaryOperator<ExpFunction>("Exp"),
        new UnaryOperator<SigmoidFunction>("Sigmoid"),
        new UnaryOperator<ErfFunction>("Erf"),
        new GeluOperator(),
        new ConvOperator(),
        new MaxPoolOperator(),
        new AveragePoolOperator(),
        new GlobalAveragePoolOperator(),
        new GemmOperator(),
        new MatMulOperator(),
        new SoftmaxOperator(),
        new LayerNormalizationOperator(),
        new BatchNormalizationOperator(),
        new ReduceMeanOperator(),
        new CopyOperator("Reshape", 5, 25, "allowzero"),
        new CopyOperator("Flatten", 1, 25, "axis"),
        new CopyOperator("Squeeze", 13, 25),
        new CopyOperator("Unsqueeze", 13, 25),
        new CopyOperator("Identity", 1, 25),
        new DropoutOperator(),
        new TransposeOperator(),
        new ConcatOperator(),
        new GatherOperator(),
        new ConstantOperator(),
        new ConstantOfShapeOperator(),
        new QuantizeLinearOperator(),
        new DequantizeLinearOperator(),
        new CastOperator(),
    }.ToDictionary(item => item.Name);

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The operator of a node, or null.</summary>
    public static Operator? Find(Node node) => node.Domain is "" or "ai.onnx" ? ByName.GetValueOrDefault(node.Op) : null;
}
