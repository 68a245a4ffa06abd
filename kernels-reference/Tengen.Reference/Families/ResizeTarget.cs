// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;

namespace Tengen.Reference.Families;

/// <summary>The extents and scales that a Resize asks for. Source: ONNX Resize-19.</summary>
internal static class ResizeTarget
{
    /// <summary>True when the input is there and lists something: before version 13 an empty list stands for none.</summary>
    public static bool Lists(ShapeContext context, int input) =>
        context.HasInput(input) && !(context.InputShape(input) is { IsStatic: true, Rank: 1 } shape && shape[0] == 0);

    /// <summary>One per axis, of a shape with numbers only.</summary>
    /// <param name="attributes">Of the node.</param>
    /// <param name="dims">Of the input.</param>
    /// <param name="roi">Starts, then ends; or null.</param>
    /// <param name="scales">One per listed axis, or null when sizes are given.</param>
    /// <param name="sizes">One per listed axis, or null when scales are given.</param>
    public static ResizeAxis[] Axes(AttributeList attributes, int[] dims, double[]? roi, double[]? scales, long[]? sizes)
    {
        int[] listed = attributes.Ints("axes") is { IsDefault: false } axes ? [.. axes.Select(axis => (int)(axis < 0 ? axis + dims.Length : axis))] : [.. Enumerable.Range(0, dims.Length)];
        var crops = attributes.String("coordinate_transformation_mode", "half_pixel") == "tf_crop_and_resize";
        var result = dims.Select(dim => new ResizeAxis(attributes, dim, dim, 1, 1, 0, 1)).ToArray();
        var chosen = Chosen(attributes.String("keep_aspect_ratio_policy", "stretch"), listed, dims, sizes);
        for (var i = 0; i < listed.Length; i++)
        {
            var dim = dims[listed[i]];
            var (start, end) = crops && roi is not null ? (roi[i], roi[i + listed.Length]) : (0, 1);
            if (scales is not null)
                result[listed[i]] = new(attributes, dim, (int)MathF.Floor(dim * (float)(end - start) * (float)scales[i]), scales[i], 1, start, end);
            else if (chosen is not { } common)
                result[listed[i]] = new(attributes, dim, (int)sizes![i], sizes[i], dim, start, end);
            else
                result[listed[i]] = new(attributes, dim, (int)Math.Floor((double)common.Size / common.Extent * dim + 0.5), common.Size, common.Extent, start, end);
        }
        return result;
    }

    /// <summary>The size and extent whose quotient scales every axis, or null when each has its own.</summary>
    private static (long Size, int Extent)? Chosen(string policy, int[] listed, int[] dims, long[]? sizes)
    {
        if (sizes is null || policy == "stretch")
            return null;
        var pairs = listed.Select((axis, i) => (Size: sizes[i], Extent: dims[axis]));
        return policy == "not_larger" ? pairs.MinBy(pair => (double)pair.Size / pair.Extent) : pairs.MaxBy(pair => (double)pair.Size / pair.Extent);
    }
}
