// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Interop.Onnx.Weights;

using Tengen.Graph;

/// <summary>Refuses dims that are no shape, and weights that together pass <see cref="OnnxLimits.ExpandedBytes"/>, before any memory is allocated.</summary>
internal sealed class WeightBudget(OnnxLimits limits)
{
    private long _left = limits.ExpandedBytes;

    /// <param name="dims">The dims of a fp32 weight.</param>
    /// <param name="place">The node or value that the error names.</param>
    public void Charge(ImmutableArray<long> dims, string place)
    {
        var bytes = Bytes(dims) ?? throw Fail("is no shape");
        if (bytes > _left)
            throw Fail($"takes more than the {limits.ExpandedBytes} bytes that all weights may take");
        _left -= bytes;

        OnnxException Fail(string reason) => new("", 0, place, $"a weight [{string.Join(',', dims)}] {reason}");
    }

    private static long? Bytes(ImmutableArray<long> dims)
    {
        if (dims.Any(dim => dim < 0))
            return null;
        try
        {
            return DType.Float32.BytesFor(Shape.CountOf(dims.AsSpan()));
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
