// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Execution;

/// <summary>Flat row-major positions as indices.</summary>
internal static class Positions
{
    /// <summary>The index in every dim.</summary>
    public static long[] Of(Tensor tensor, long flat)
    {
        var index = new long[tensor.Rank];
        for (var axis = tensor.Rank - 1; axis >= 0; axis--)
            (flat, index[axis]) = Math.DivRem(flat, tensor.Dims[axis]);
        return index;
    }
}
