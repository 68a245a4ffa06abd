// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Speed.Records;

namespace Tengen.Conformance.Speed.Plots;

/// <summary>The warm figures of one backend under the roof of its machine: operations a second over operations a byte, both logarithmic.</summary>
public static class RooflinePlot
{
    private const double Width = 860, Height = 480, Left = 80, Right = 840, Top = 40, Bottom = 430;
    private static readonly (string Type, string Colour)[] Colours = [("f32", "#1f6fb4"), ("f64", "#6b4ba3"), ("f16", "#d9822b"), ("bf16", "#b5482f"), ("i8", "#2c8a57"), ("u8", "#2c8a57")];

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
            var colour = ColourOf(peak.Type);
            if (start < ridge)
                drawing.Line(x.At(start), y.At(start * memory.BytesPerSecond), x.At(ridge), y.At(ridge * memory.BytesPerSecond), colour, 1.5);
            drawing.Line(x.At(ridge), y.At(peak.OperationsPerSecond), Right, y.At(peak.OperationsPerSecond), colour, 1.5);
            drawing.Text(Right, y.At(peak.OperationsPerSecond) - 5, string.Create(CultureInfo.InvariantCulture, $"{peak.Type} {peak.OperationsPerSecond / 1e9:0} Gop/s"), "end", 11);
        }
        foreach (var (id, type, limit, intensity) in points)
            drawing.Dot(x.At(intensity), y.At(limit.OperationsPerSecond), ColourOf(type), string.Create(CultureInfo.InvariantCulture, $"{id}: {limit.OperationsPerSecond / 1e9:0.0} Gop/s, score {limit.Score:0.00}, {limit.Bound}"));
        return drawing;
    }

    private static void Grid(Svg drawing, LogAxis x, LogAxis y)
    {
        foreach (var decade in x.Decades)
        {
            drawing.Line(x.At(decade), Top, x.At(decade), Bottom, "#ddd");
            drawing.Text(x.At(decade), Bottom + 16, decade.ToString("G3", CultureInfo.InvariantCulture), "middle", 11);
        }
        foreach (var decade in y.Decades)
        {
            drawing.Line(Left, y.At(decade), Right, y.At(decade), "#ddd");
            drawing.Text(Left - 6, y.At(decade) + 4, (decade / 1e9).ToString("G3", CultureInfo.InvariantCulture), "end", 11);
        }
        drawing.Text((Left + Right) / 2, Bottom + 36, "operations a byte (each byte once)", "middle");
        drawing.Text(Left - 70, Top - 10, "Gop/s");
    }

    private static string ColourOf(string type) => Colours.FirstOrDefault(entry => entry.Type == type).Colour ?? "#777";
}
