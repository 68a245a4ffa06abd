// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>Functions of one element (the eltwise primitive).</summary>
internal static unsafe class Elementwise
{
    private static readonly Dictionary<string, (Algorithm Algorithm, float Alpha, float Beta)> Fixed = new(StringComparer.Ordinal)
    {
        ["Abs"] = (Algorithm.Absolute, 0, 0),
        ["Exp"] = (Algorithm.Exponential, 0, 0),
        ["HardSwish"] = (Algorithm.HardSwish, 0, 0),
        ["Log"] = (Algorithm.Logarithm, 0, 0),
        ["Mish"] = (Algorithm.Mish, 0, 0),
        ["Neg"] = (Algorithm.Linear, -1, 0),
        ["Reciprocal"] = (Algorithm.Power, 1, -1),
        ["Relu"] = (Algorithm.Relu, 0, 0),
        ["Round"] = (Algorithm.Round, 0, 0),
        ["Sigmoid"] = (Algorithm.Logistic, 0, 0),
        ["Softplus"] = (Algorithm.SoftRelu, 0, 0),
        ["Sqrt"] = (Algorithm.SquareRoot, 0, 0),
        ["Tanh"] = (Algorithm.Tanh, 0, 0),
    };

    public static bool Try(Engine engine, Call call)
    {
        if (Of(call) is not { } function)
            return false;
        var layout = Layout.Of(call[0]);
        engine.Run(operation => Native.dnnl_eltwise_forward_desc_init(operation, Engine.Inference, function.Algorithm, layout, function.Alpha, function.Beta), null,
            new Operand(Role.Source, call[0], layout), new Operand(Role.Destination, call.Output, layout));
        return true;
    }

    private static (Algorithm Algorithm, float Alpha, float Beta)? Of(Call call) => call.Node.Op switch
    {
        "LeakyRelu" => (Algorithm.Relu, call.With.Float("alpha", 0.01f), 0),
        "Elu" => (Algorithm.Elu, call.With.Float("alpha", 1), 0),
        "Swish" => (Algorithm.Swish, call.With.Float("alpha", 1), 0),
        "Gelu" => (call.With.String("approximate", "none") == "none" ? Algorithm.GeluErf : Algorithm.GeluTanh, 0, 0),
        "Clip" when call.Output.Type == DType.Float32 => (Algorithm.Clip, Limit(call, 1, float.NegativeInfinity), Limit(call, 2, float.PositiveInfinity)),
        _ => Fixed.TryGetValue(call.Node.Op, out var function) ? function : null,
    };

    private static float Limit(Call call, int input, float absent) => call.Has(input) ? call[input].AsSpan<float>()[0] : absent;
}
