// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Elements;

/// <summary>Whole tensors as arrays.</summary>
internal static class Decoded
{
    public static double[] Reals(Tensor tensor)
    {
        var values = new double[checked((int)tensor.Count)];
        for (var i = 0; i < values.Length; i++)
            values[i] = Element.Real(tensor, i);
        return values;
    }

    public static Int128[] Integers(Tensor tensor)
    {
        var values = new Int128[checked((int)tensor.Count)];
        for (var i = 0; i < values.Length; i++)
            values[i] = Element.Integer(tensor, i);
        return values;
    }

    /// <summary>Axes, dims or indices: the elements of an int32 or int64 tensor.</summary>
    public static long[] Longs(Tensor tensor) => [.. Integers(tensor).Select(value => (long)value)];
}
