// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>
/// The arithmetic that oneDNN is declared with: fp32 inside for every type, which its developer guide promises; function classes are what was
/// measured over the whole range of each function, since the guide gives none. Conversions to and from bf16 flush what is subnormal.
/// </summary>
internal static class OneDnnNumerics
{
    public static Numerics Of(string op, DType type)
    {
        var plain = Numerics.Default with { Op = op, Type = type, Flags = type == DType.BFloat16 ? NumericFlags.FlushInputs | NumericFlags.FlushOutputs : NumericFlags.None };
        return op switch
        {
            // Results below the smallest normal number are 0; maxima and minima take the number beside a NaN.
            "Exp" or "Elu" or "Softmax" => plain with { FunctionUlp = 5.5, Flags = plain.Flags | NumericFlags.FlushOutputs | NumericFlags.NanUndefined },
            // An absolute error, whatever the result: 0.000005 at most, 0.0000014 at 1.
            "Log" => plain with { FunctionFloor = 4.9e-6 },
            "LogSoftmax" => plain with { FunctionUlp = 5.5, FunctionFloor = 4.9e-6, Flags = plain.Flags | NumericFlags.NanUndefined },
            "Softplus" => plain with { FunctionFloor = 7.7e-6 },
            // The error function by Abramowitz and Stegun's 7.1.26 around an exponential.
            "Gelu" => plain with { FunctionFloor = 6e-7 },
            "Conv" => plain with { Forms = ["unpadded"] },
            "HardSwish" => plain with { Forms = ["shifted"] },
            // alpha x + beta, where beta is +0.
            "Neg" => plain with { Flags = plain.Flags | NumericFlags.ZeroSignLost },
            "Clip" or "GlobalMaxPool" or "Max" or "MaxPool" or "Min" or "ReduceMax" or "ReduceMin" or "Relu" =>
                plain with { Flags = plain.Flags | NumericFlags.NanUndefined },
            _ => plain,
        };
    }
}
