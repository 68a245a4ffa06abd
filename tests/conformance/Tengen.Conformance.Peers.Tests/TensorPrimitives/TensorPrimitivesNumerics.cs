// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Peers;

/// <summary>
/// The arithmetic that TensorPrimitives is declared with. Near zero Tanh is off by any number of ulp, and never by more than one ulp of
/// 1: the default class, whose floor that is, describes it.
/// </summary>
internal static class TensorPrimitivesNumerics
{
    public static Numerics Of(string op, DType type)
    {
        var plain = Numerics.Default with { Op = op, Type = type };
        // Every step of a Half is a Half.
        if (type == DType.Float16)
            return plain with { Intermediate = type, Accumulator = type };
        // Half the difference of two exponentials: relative to the larger of them.
        return op == "Sinh" ? plain with { FunctionUlp = 7, FunctionFloor = type == DType.Float32 ? Math.ScaleB(1, -22) : Math.ScaleB(1, -51) } : plain;
    }
}
