// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Speed.Records;

namespace Tengen.Conformance.Speed.Plots;

/// <summary>Backends against the baseline, a line a shape with its 95 % interval; what loses stands on top.</summary>
public static class RatioPlot
{
    private const double Width = 860, Left = 430, Right = 840, Top = 60, Row = 18;

    public static Svg Draw(BenchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var ratios = report.Ratios.Where(ratio => ratio.Condition == "warm").OrderBy(ratio => ratio.Ratio).ToList();
        var bottom = Top + ratios.Count * Row;
        var drawing = new Svg(Width, bottom + 30);
        drawing.Text(Width / 2, 22, $"time of {report.Bench.Baseline} over time of the backend, warm: right of 1 it is faster", "middle", 15);
        if (ratios.Count == 0)
            return drawing;
        var axis = new LogAxis(Left, Right, [0.9, 1.1, .. ratios.Select(ratio => ratio.Low), .. ratios.Select(ratio => ratio.High)]);
        foreach (var decade in axis.Decades)
        {
            drawing.Line(axis.At(decade), Top - 8, axis.At(decade), bottom, decade == 1 ? Svg.Strong : Svg.Faint);
            drawing.Text(axis.At(decade), Top - 12, LogAxis.Label(decade), "middle", 11);
        }
        foreach (var (i, ratio) in ratios.Index())
        {
            var (y, style) = (Top + (i + 0.5) * Row, ratio.Ratio < 1 ? MarkStyle.Worse : MarkStyle.Better);
            drawing.Text(Left - 8, y + 4, $"{ratio.Backend} {ratio.Case[..ratio.Case.LastIndexOf('/')]}", "end", 10);
            drawing.Line(axis.At(ratio.Low), y, axis.At(ratio.High), y, style.Colour, 1.5, dashed: !ratio.Conclusive);
            drawing.Dot(axis.At(ratio.Ratio), y, style, string.Create(CultureInfo.InvariantCulture, $"{ratio.Ratio:0.00} ({ratio.Low:0.00} .. {ratio.High:0.00})"));
        }
        return drawing;
    }
}
