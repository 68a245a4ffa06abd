// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Graph;
using Primitives = System.Numerics.Tensors.TensorPrimitives;

namespace Tengen.Conformance.Peers;

/// <summary>Operators on elements: of one tensor, or of two of the same shape.</summary>
internal static class Elementwise<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private delegate void Unary(ReadOnlySpan<T> x, Span<T> destination);

    private delegate void Binary(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination);

    private static readonly Dictionary<string, Unary> Unaries = new(StringComparer.Ordinal)
    {
        ["Abs"] = Primitives.Abs,
        ["Acos"] = Primitives.Acos,
        ["Acosh"] = Primitives.Acosh,
        ["Asin"] = Primitives.Asin,
        ["Asinh"] = Primitives.Asinh,
        ["Atan"] = Primitives.Atan,
        ["Atanh"] = Primitives.Atanh,
        ["Ceil"] = Primitives.Ceiling,
        ["Cos"] = Primitives.Cos,
        ["Cosh"] = Primitives.Cosh,
        ["Exp"] = Primitives.Exp,
        ["Floor"] = Primitives.Floor,
        ["Log"] = Primitives.Log,
        ["Neg"] = Primitives.Negate,
        ["Reciprocal"] = Primitives.Reciprocal,
        ["Round"] = Primitives.Round,
        ["Sigmoid"] = Primitives.Sigmoid,
        ["Sin"] = Primitives.Sin,
        ["Sinh"] = Primitives.Sinh,
        ["Sqrt"] = Primitives.Sqrt,
        ["Tan"] = Primitives.Tan,
        ["Tanh"] = Primitives.Tanh,
    };

    private static readonly Dictionary<string, Binary> Binaries = new(StringComparer.Ordinal)
    {
        ["Add"] = Primitives.Add,
        ["Sub"] = Primitives.Subtract,
        ["Mul"] = Primitives.Multiply,
        ["Div"] = Primitives.Divide,
        ["Max"] = Primitives.Max,
        ["Min"] = Primitives.Min,
        ["Pow"] = Primitives.Pow,
    };

    public static bool Knows(string op) => Unaries.ContainsKey(op) || Binaries.ContainsKey(op);

    /// <summary>False when there is no primitive for the node.</summary>
    public static bool Try(Node node, IReadOnlyList<Tensor> inputs, Tensor output)
    {
        if (inputs.Count == 1 && Unaries.TryGetValue(node.Op, out var unary))
        {
            if (output.Count > 0)
                unary(inputs[0].AsSpan<T>(), output.AsSpan<T>());
            return true;
        }
        if (inputs.Count != 2 || !Binaries.TryGetValue(node.Op, out var binary) || inputs.Any(input => !input.Dims.SequenceEqual(output.Dims)))
            return false;
        if (output.Count > 0)
            binary(inputs[0].AsSpan<T>(), inputs[1].AsSpan<T>(), output.AsSpan<T>());
        return true;
    }
}
