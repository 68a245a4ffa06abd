// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>A layer of long short-term memory. Source: ONNX LSTM-22; Hochreiter and Schmidhuber 1997.</summary>
internal sealed class LSTM : IOperator
{
    private const int Gates = 4;

    public static OperatorContract Contract { get; } = new()
    {
        Name = "LSTM",
        Versions = [7, 14, 22],
        Inputs = [.. Recurrent.Inputs, new("initial_c", Types.Floats, "T", Optional: true), new("P", Types.Floats, "T", Optional: true)],
        Outputs = [.. Recurrent.Outputs, new("Y_c", Types.Floats, "T", Optional: true)],
        Attributes = [.. Recurrent.Attributes, new("input_forget", AttributeType.Int, 0)],
        Infer = Recurrent.Infer,
        Summary = "Per step, gates i, o, f, c in this order: C = f C + i c, H = o h(C), with the gates sigmoid or tanh of X W^T + H R^T + Wb + Rb, and i, f and o of P times the old, old and new C besides. " +
            "Sums run in any order. Activations, clip and direction as the specification lists them; what Y holds after the end of a shorter sequence is open in the specification. ONNX LSTM-22.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (layer, weights) = (new RecurrentLayer<T>(context), new RecurrentWeights<T>(context, Gates));
        var activations = RecurrentActivation.Of(context.Node, context.Attributes, layer.Directions, "Sigmoid", "Tanh", "Tanh");
        var peepholes = context.HasInput(7) ? context.Numbers(7) : null;
        var couples = context.Attributes.Int("input_forget", 0) != 0;
        layer.Run((direction, x, hidden, cell) =>
        {
            var (f, g, h) = (activations[3 * direction], activations[3 * direction + 1], activations[3 * direction + 2]);
            T Gate(int gate, int unit, T state) => f.Apply(peepholes is null
                ? weights.Unit(direction, gate, unit, x, hidden)
                : weights.Unit(direction, gate, unit, x, hidden, (peepholes[(3 * direction + gate) * weights.Hidden + unit], state)));
            var (nextHidden, nextCell) = (new T[hidden.Length], new T[hidden.Length]);
            for (var unit = 0; unit < hidden.Length; unit++)
            {
                var input = Gate(0, unit, cell[unit]);
                var forget = couples ? T.Exact(1) - input : Gate(2, unit, cell[unit]);
                nextCell[unit] = forget * cell[unit] + input * g.Apply(weights.Unit(direction, 3, unit, x, hidden));
                nextHidden[unit] = Gate(1, unit, nextCell[unit]) * h.Apply(nextCell[unit]);
            }
            return (nextHidden, nextCell);
        });
    }

    public static CaseSpace Cases => Recurrent.Cases;

    /// <summary><c>variant</c>: with peepholes.</summary>
    public static void Build(CaseBuilder builder)
    {
        Recurrent.Build(builder, Gates, outputs: 3);
        Recurrent.Initial(builder, "initial_c");
        if (builder.Has("variant"))
            builder.Drawn("P", builder.Type, DataSets.Uniform, 1, 3 * builder.Int("hidden"));
    }
}
