// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Peers;

/// <summary>
/// The arithmetic that ONNX Runtime's CPU provider is declared with. Function classes are what was measured over the whole range of each
/// function, not what the cases happen to need.
/// </summary>
internal static class OnnxRuntimeNumerics
{
    public static Numerics Of(string op, DType type)
    {
        var plain = Numerics.Default with { Op = op, Type = type };
        return (op, type.ToString()) switch
        {
            // Off by 1.65e-7 around -17.6, where the value is 2e-8.
            ("Sigmoid", "f32") => plain with { FunctionFloor = 1.7e-7 },
            // 5.07 ulp; recurrent layers use both functions.
            ("Tanh", "f32") => plain with { FunctionUlp = 5.1 },
            ("LSTM" or "GRU", "f32") => plain with { FunctionUlp = 5.1, FunctionFloor = 1.7e-7 },
            ("RNN", "f32") => plain with { FunctionUlp = 5.1 },
            ("Tanh", "f64") => plain with { FunctionUlp = 7 },
            // One reduction of the argument for all magnitudes: an absolute error, whatever the result.
            ("Sin" or "Cos", "f64") => plain with { FunctionFloor = 6e-16 },
            ("BatchNormalization", _) => plain with { Forms = ["folded"] },
            ("LayerNormalization", _) => plain with { Forms = ["welford"] },
            ("Mean", _) => plain with { Forms = ["reciprocal"] },
            // Maxima start from the smallest number and take what is larger: a NaN may be passed over.
            ("MaxPool" or "GlobalMaxPool" or "ReduceMax" or "ReduceMin", _) => plain with { Flags = NumericFlags.NanUndefined },
            ("LogSoftmax", "f64") => plain with { Flags = NumericFlags.NanUndefined },
            // Scores and weights are kept in f16 between the steps.
            ("Attention", "f16") => plain with { Intermediate = DType.Float16, Accumulator = DType.Float16 },
            _ => plain,
        };
    }
}
