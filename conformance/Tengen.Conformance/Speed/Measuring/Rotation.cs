// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>Other data of the same distribution: a tensor's elements, rotated. Cheap, and never seen before by what memorises results.</summary>
internal static class Rotation
{
    /// <param name="tensor">Not changed. Elements narrower than a byte are rotated by whole bytes.</param>
    /// <param name="number">Every number rotates by another distance, as long as there are elements.</param>
    public static Tensor Of(Tensor tensor, int number)
    {
        var rotated = new Tensor(tensor.Type, tensor.Dims.AsSpan());
        var from = tensor.AsBytes();
        var to = rotated.AsBytes();
        if (from.IsEmpty)
            return rotated;
        var width = Math.Max(1, tensor.Type.Bits * tensor.Type.Lanes / 8);
        var at = (int)(number * 7919L % Math.Max(1, from.Length / width)) * width;
        from[at..].CopyTo(to);
        from[..at].CopyTo(to[(from.Length - at)..]);
        return rotated;
    }
}
