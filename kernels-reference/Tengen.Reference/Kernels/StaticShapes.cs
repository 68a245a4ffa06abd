// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;

namespace Tengen.Reference.Kernels;

/// <summary>Shape inference where every input is a tensor in hand.</summary>
internal sealed class StaticShapes(Node node, Tensor?[] inputs, ImmutableArray<DType> declared) : ShapeContext
{
    public DType[] Types { get; } = new DType[node.Outputs.Length];

    public Shape[] Shapes { get; } = new Shape[node.Outputs.Length];

    public override Node Node => node;

    public override bool HasInput(int index) => index < inputs.Length && inputs[index] is not null;

    public override DType InputType(int index) => inputs[index]!.Type;

    public override Shape InputShape(int index) => new(inputs[index]!.Dims);

    public override Tensor? InputValue(int index) => inputs[index];

    public override long NewDim(string reason, long min, long max) =>
        throw Error("static", $"an extent depends on run-time data ({reason})");

    public override Symbol SymbolOf(long dim) => throw Error("static", "no symbols here");

    public override void SetOutput(int index, DType type, Shape shape)
    {
        if (!Node.HasOutput(index))
            return;
        Types[index] = type;
        Shapes[index] = shape;
    }

    public override DType DeclaredType(int index) => index < declared.Length ? declared[index] : DType.Opaque;
}
