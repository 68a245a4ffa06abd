// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Families;

/// <summary>What a slice takes of one axis: <paramref name="Extent"/> elements from <paramref name="Start"/> on, <paramref name="Step"/> apart. Source: ONNX Slice-13.</summary>
internal readonly record struct SliceBounds(long Start, long Step, long Extent)
{
    public static SliceBounds Of(long extent, long start, long end, long step)
    {
        var (low, high) = step > 0 ? (0L, extent) : (-1L, extent - 1);
        start = Math.Clamp(start < 0 ? start + extent : start, Math.Max(low, 0), Math.Max(high, 0));
        end = Math.Clamp(end < 0 ? end + extent : end, low, Math.Max(high, low));
        var distance = step > 0 ? end - start : start - end;
        var stride = step == long.MinValue ? long.MaxValue : Math.Abs(step);
        return new(start, step, extent == 0 || distance <= 0 ? 0 : (distance - 1) / stride + 1);
    }
}
