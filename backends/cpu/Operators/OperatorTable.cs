// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>The operators of this backend.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, Operator> ByName = new[]
    {
        ElementwiseFamily.Operators,
        NormalizationFamily.Operators,
        ReductionFamily.Operators,
        ProductsFamily.Operators,
        WindowsFamily.Operators,
        RecurrentFamily.Operators,
        AttentionFamily.Operators,
        LayoutFamily.Operators,
        QuantizationFamily.Operators,
        SamplingFamily.Operators,
        DetectionFamily.Operators,
    }.SelectMany(family => family).ToDictionary(item => item.Name);

    public static int Count => ByName.Count;

    /// <summary>The operator of a node, or null.</summary>
    public static Operator? Find(Node node) => node.Domain is "" or "ai.onnx" ? ByName.GetValueOrDefault(node.Op) : null;
}
