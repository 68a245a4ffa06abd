// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>A layer of gated recurrent units. Source: ONNX GRU-22; Cho et al., arXiv 1406.1078.</summary>
internal sealed class GRU : IOperator
{
    private const int Gates = 3;

    public static OperatorContract Contract { get; } = new()
    {
        Name = "GRU",
        Versions = [7, 14, 22],
        Inputs = Recurrent.Inputs,
        Outputs = Recurrent.Outputs,
        Attributes = [.. Recurrent.Attributes, new("linear_before_reset", AttributeType.Int, 0)],
        Infer = Recurrent.Infer,
        Summary = "Per step, gates z, r, h in this order: H = (1 - z) h + z H; z and r are sigmoid of X W^T + H R^T + Wb + Rb, h is tanh of X W^T + (r H) R^T + Wb + Rb, " +
            "or with linear_before_reset of X W^T + Wb + r (H R^T + Rb). Sums run in any order. Activations, clip and direction as the specification lists them; what Y holds after the end of a shorter sequence is open in the specification. ONNX GRU-22.",
    };

    public static ImmutableArray<string> Forms => ["interpolated"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Run(context, static (update, fresh, before) => (T.Exact(1) - update) * fresh + update * before);

    /// <summary><c>interpolated</c>: h plus z times the difference of H and h.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> =>
        Run(context, static (update, fresh, before) => fresh + update * (before - fresh));

    private static void Run<T>(KernelContext<T> context, Func<T, T, T, T> mix) where T : unmanaged, INumber<T>
    {
        var (layer, weights) = (new RecurrentLayer<T>(context), new RecurrentWeights<T>(context, Gates));
        var activations = RecurrentActivation.Of(context.Node, context.Attributes, layer.Directions, "Sigmoid", "Tanh");
        var resetsLate = context.Attributes.Int("linear_before_reset", 0) != 0;
        layer.Run((direction, x, hidden, cell) =>
        {
            var (f, g) = (activations[2 * direction], activations[2 * direction + 1]);
            T[] reset = [.. Enumerable.Range(0, hidden.Length).Select(unit => f.Apply(weights.Unit(direction, 1, unit, x, hidden)))];
            T[] kept = [.. hidden.Zip(reset, static (state, gate) => state * gate)];
            var next = new T[hidden.Length];
            for (var unit = 0; unit < next.Length; unit++)
            {
                var update = f.Apply(weights.Unit(direction, 0, unit, x, hidden));
                var fresh = g.Apply(resetsLate
                    ? weights.OfInput(direction, 2, unit, x) + reset[unit] * weights.OfState(direction, 2, unit, hidden)
                    : weights.Unit(direction, 2, unit, x, kept));
                next[unit] = mix(update, fresh, hidden[unit]);
            }
            return (next, cell);
        });
    }

    public static CaseSpace Cases => Recurrent.Cases;

    /// <summary><c>variant</c>: linear before reset.</summary>
    public static void Build(CaseBuilder builder)
    {
        Recurrent.Build(builder, Gates, outputs: 2);
        builder.Attribute(NodeAttribute.Int("linear_before_reset", builder.Int("variant", 0)));
    }
}
