// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Speed.Records;

namespace Tengen.Conformance.Speed.Plots;

/// <summary>The warm figures of one backend under the roof of its machine: operations a second over operations a byte, both logarithmic.</summary>
public static class RooflinePlot
{
    private const double Width = 860, Height = 500, Left = 80, Right = 840, Top = 60, Bottom = 450;

    /// <param name="report">The run.</param>
    /// <param name="backend">One of its backends.</param>
    public static Svg Draw(BenchReport report, BenchBackend backend)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(backend);
        var peaks = backend.Peaks ?? report.Bench.Host;
        var points = report.Results
            .Where(result => result.Backend == backend.Name && result.Condition == "warm" && result.Roofline is { Operations: > 0, Bytes: > 0 })
            .Select(result => (result.Case, Type: CaseName.Of(result.Case).Type, Limit: result.Roofline!, X: (double)result.Roofline!.Operations / result.Roofline.Bytes)).ToList();
        var drawing = new Svg(Width, Height);
        drawing.Text(Width / 2, 22, $"{backend.Name}: {backend.Device}", "middle", 15);
        if (points.Count == 0 || peaks.MemoryBandwidth is not { } memory)
        {
            drawing.Text(Width / 2, Height / 2, "nothing was measured under a roof", "middle");
            return drawing;
        }
        var x = new LogAxis(Left, Right, [.. points.Select(point => point.X)]);
        var y = new LogAxis(Bottom, Top, [.. points.Select(point => point.Limit.OperationsPerSecond), .. peaks.Arithmetic.Select(peak => peak.OperationsPerSecond)]);
        Grid(drawing, x, y);
        foreach (var peak in peaks.Arithmetic)
        {
            var ridge = Math.Clamp(peak.OperationsPerSecond / memory.BytesPerSecond, x.Low, x.High);
            var start = Math.Max(x.Low, y.Low / memory.BytesPerSecond);
            var colour = MarkStyle.Of(peak.Type).Colour;
            if (start < ridge)
                drawing.Line(x.At(start), y.At(start * memory.BytesPerSecond), x.At(ridge), y.At(ridge * memory.BytesPerSecond), colour, 1.5);
            drawing.Line(x.At(ridge), y.At(peak.OperationsPerSecond), Right, y.At(peak.OperationsPerSecond), colour, 1.5);
            drawing.Text(Right, y.At(peak.OperationsPerSecond) - 5, string.Create(CultureInfo.InvariantCulture, $"{peak.Type} {peak.OperationsPerSecond / 1e9:0} Gop/s"), "end", 11);
        }
        foreach (var (id, type, limit, intensity) in points)
            drawing.Dot(x.At(intensity), y.At(limit.OperationsPerSecond), MarkStyle.Of(type), string.Create(CultureInfo.InvariantCulture, $"{id}: {limit.OperationsPerSecond / 1e9:0.0} Gop/s, score {limit.Score:0.00}, {limit.Bound}"));
        Legend(drawing, points.Select(point => point.Type).Distinct());
        return drawing;
    }

    private static void Legend(Svg drawing, IEnumerable<string> types)
    {
        foreach (var (i, type) in types.Order(StringComparer.Ordinal).Index())
        {
            drawing.Dot(Left + 8 + 64 * i, Top - 18, MarkStyle.Of(type), type);
            drawing.Text(Left + 18 + 64 * i, Top - 14, type, size: 11);
        }
    }

    private static void Grid(Svg drawing, LogAxis x, LogAxis y)
    {
        foreach (var decade in x.Decades)
        {
            drawing.Line(x.At(decade), Top, x.At(decade), Bottom, Svg.Faint);
            drawing.Text(x.At(decade), Bottom + 16, LogAxis.Label(decade), "middle", 11);
        }
        foreach (var decade in y.Decades)
        {
            drawing.Line(Left, y.At(decade), Right, y.At(decade), Svg.Faint);
            drawing.Text(Left - 6, y.At(decade) + 4, LogAxis.Label(decade / 1e9), "end", 11);
        }
        drawing.Text((Left + Right) / 2, Bottom + 36, "operations a byte (each byte once)", "middle");
        drawing.Text(Left - 6, Top - 14, "Gop/s", "end");
    }
}
