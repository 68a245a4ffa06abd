// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Elements;

namespace Tengen.Reference.Families;

/// <summary>Greedy selection of boxes by score, dropping those that overlap one already selected. Source: ONNX NonMaxSuppression-11.</summary>
internal static class BoxSelection
{
    /// <summary>Image, class and box of every selected box, in order.</summary>
    /// <param name="boxes">[images, boxes, 4].</param>
    /// <param name="scores">[images, classes, boxes].</param>
    /// <param name="most">Boxes per image and class.</param>
    /// <param name="overlap">Boxes that overlap more are dropped.</param>
    /// <param name="least">Boxes that score less are dropped; null for none.</param>
    /// <param name="isCentred">Boxes are centre and size instead of two corners.</param>
    public static List<(int Image, int Class, int Box)> Run(Tensor boxes, Tensor scores, long most, double overlap, double? least, bool isCentred)
    {
        var (corners, values) = (Decoded.Reals(boxes), Decoded.Reals(scores));
        var (classes, count) = ((int)scores.Dims[1], (int)scores.Dims[2]);
        var selected = new List<(int, int, int)>();
        for (var line = 0; line < scores.Dims[0] * classes; line++)
        {
            var kept = new List<int>();
            var first = line / classes * count;
            foreach (var box in Enumerable.Range(0, count).Where(box => least is not { } limit || values[line * count + box] >= limit).OrderByDescending(box => values[line * count + box]))
                if (kept.Count < most && kept.All(other => Overlap(Corners(corners, first + box, isCentred), Corners(corners, first + other, isCentred)) <= overlap))
                    kept.Add(box);
            selected.AddRange(kept.Select(box => (line / classes, line % classes, box)));
        }
        return selected;
    }

    private static (double Low1, double Low2, double High1, double High2) Corners(double[] boxes, int box, bool isCentred)
    {
        var (a, b, c, d) = (boxes[4 * box], boxes[4 * box + 1], boxes[4 * box + 2], boxes[4 * box + 3]);
        return isCentred ? (a - c / 2, b - d / 2, a + c / 2, b + d / 2) : (Math.Min(a, c), Math.Min(b, d), Math.Max(a, c), Math.Max(b, d));
    }

    /// <summary>Area in common over area in total; 0 for boxes without area.</summary>
    private static double Overlap((double Low1, double Low2, double High1, double High2) one, (double Low1, double Low2, double High1, double High2) other)
    {
        var height = Math.Max(0, Math.Min(one.High1, other.High1) - Math.Max(one.Low1, other.Low1));
        var width = Math.Max(0, Math.Min(one.High2, other.High2) - Math.Max(one.Low2, other.Low2));
        var total = (one.High1 - one.Low1) * (one.High2 - one.Low2) + (other.High1 - other.Low1) * (other.High2 - other.Low2) - height * width;
        return total <= 0 ? 0 : height * width / total;
    }
}
