// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>A layer of simple recurrent units. Source: ONNX RNN-22.</summary>
internal sealed class RNN : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "RNN",
        Versions = [7, 14, 22],
        Inputs = Recurrent.Inputs,
        Outputs = Recurrent.Outputs,
        Attributes = Recurrent.Attributes,
        Infer = Recurrent.Infer,
        Summary = "Per step H = f(X W^T + H R^T + Wb + Rb), f being tanh by default. Sums run in any order. Activations, clip and direction as the specification lists them; what Y holds after the end of a shorter sequence is open in the specification. ONNX RNN-22.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (layer, weights) = (new RecurrentLayer<T>(context), new RecurrentWeights<T>(context, 1));
        var activations = RecurrentActivation.Of(context.Node, context.Attributes, layer.Directions, "Tanh");
        layer.Run((direction, x, hidden, cell) =>
            ([.. Enumerable.Range(0, hidden.Length).Select(unit => activations[direction].Apply(weights.Unit(direction, 0, unit, x, hidden)))], cell));
    }

    public static CaseSpace Cases => Recurrent.Cases;

    /// <summary><c>variant</c>: the rectifier.</summary>
    public static void Build(CaseBuilder builder)
    {
        Recurrent.Build(builder, 1, outputs: 2);
        if (builder.Has("variant"))
            builder.Attribute(NodeAttribute.Strings("activations", "Relu"));
    }
}
