// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Tengen.Graph;

namespace Tengen.Plugin;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Operators whose output has the extents of their inputs, broadcast where there are several. The host infers shapes; an output declared
/// otherwise would let a kernel write what its buffer does not hold. Values with symbols or without rank are left to the backend.
/// </summary>
internal static class ExtentRules
{
    /// <summary>As input 0.</summary>
    private static readonly FrozenSet<string> Alike = Names("""
        Abs Acos Acosh Asin Asinh Atan Atanh BitwiseNot Cast Ceil Celu Clip Cos Cosh CumSum Elu Erf Exp Floor Gelu HardSigmoid HardSwish Hardmax
        Identity IsInf IsNaN LRN LeakyRelu Log LogSoftmax LpNormalization Mish Neg Not Reciprocal Relu Round Selu Shrink Sigmoid Sign Sin Sinh
        Softmax Softplus Softsign Sqrt Swish Tan Tanh ThresholdedRelu Trilu
        """);

    /// <summary>As all inputs broadcast against each other.</summary>
    private static readonly FrozenSet<string> Broadcast = Names("""
        Add And BitwiseAnd BitwiseOr BitwiseXor Div Equal Greater GreaterOrEqual Less LessOrEqual Max Mean Min Mod Mul Or Pow Sub Sum Where Xor
        """);

    /// <summary>Versions of elementwise operators before this one broadcast by attributes.</summary>
    private const int ByShapeSince = 7;

    public static Support? Refusal(Graph graph, Node node)
    {
        var inputs = Alike.Contains(node.Op) ? node.Inputs[..1] : Broadcast.Contains(node.Op) && node.Version >= ByShapeSince ? node.Inputs : [];
        if (inputs.IsEmpty || !node.HasOutput(0))
            return null;
        var shapes = inputs.Where(input => input != Node.Absent).Select(input => graph.Values[input].Shape).ToList();
        var declared = graph.Values[node.Outputs[0]].Shape;
        if (!IsKnown(declared) || !shapes.TrueForAll(IsKnown))
            return null;
        var made = Joined(shapes);
        return made is not null && made.SequenceEqual(declared.Dims) ? null
            : Support.No(Why.Shape, $"op:{node.Op}.shape: node {node} makes {(made is null ? "nothing" : $"[{string.Join(", ", made)}]")} of {string.Join(" and ", shapes)}, its output is declared {declared}");
    }

    private static bool IsKnown(Shape shape) => shape.HasRank && shape.IsStatic;

    /// <summary>Null when they do not go together.</summary>
    private static long[]? Joined(List<Shape> shapes)
    {
        var joined = Enumerable.Repeat(1L, shapes.Max(shape => shape.Rank)).ToArray();
        foreach (var shape in shapes)
            for (var i = 0; i < shape.Rank; i++)
            {
                ref var extent = ref joined[joined.Length - shape.Rank + i];
                if (extent != shape.Dims[i] && extent != 1 && shape.Dims[i] != 1)
                    return null;
                extent = extent == 1 ? shape.Dims[i] : extent;
            }
        return joined;
    }

    private static FrozenSet<string> Names(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
