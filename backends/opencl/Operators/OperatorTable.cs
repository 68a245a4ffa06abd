// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Tengen.Graph;

namespace Tengen.Backends.OpenCl.Operators;

/// <summary>The operators of this backend.</summary>
internal static class OperatorTable
{
    private static readonly FrozenDictionary<string, Operator> ByName = new Operator[]
    {
        new BinaryOperator("Add"),
        new BinaryOperator("Sub"),
        new BinaryOperator("Mul"),
        new BinaryOperator("Div"),
        new SumOperator(),
        new UnaryOperator("Relu", 6, 14, "relu", [.. TypeSets.Float, DType.Int8, DType.Int16, DType.Int32, DType.Int64]),
        new UnaryOperator("Exp", 6, 13, "exponential", TypeSets.Float),
        new UnaryOperator("Sigmoid", 6, 13, "sigmoid", TypeSets.Float),
        new UnaryOperator("Erf", 9, 13, "error", TypeSets.Float),
        new GeluOperator(),
        new CastOperator(),
        new ConvOperator(),
        new MaxPoolOperator(),
        new AveragePoolOperator(),
        new MatMulOperator(),
        new GemmOperator(),
        new SoftmaxOperator(),
        new LayerNormalizationOperator(),
        new BatchNormalizationOperator(),
        new ReduceMeanOperator(),
        new GlobalAveragePoolOperator(),
        new ViewOperator("Reshape", 5, 25, "allowzero"),
        new ViewOperator("Flatten", 1, 25, "axis"),
        new ViewOperator("Identity", 1, 25),
        new DropoutOperator(),
        new TransposeOperator(),
        new ConcatOperator(),
        new GatherOperator(),
        new QuantizeLinearOperator(),
        new DequantizeLinearOperator(),
        new ConstantOperator(),
        new ConstantOfShapeOperator(),
    }.ToFrozenDictionary(item => item.Name);

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>The operator of a node, or null.</summary>
    public static Operator? Find(Node node) => node.Domain is "" or "ai.onnx" ? ByName.GetValueOrDefault(node.Op) : null;
}
