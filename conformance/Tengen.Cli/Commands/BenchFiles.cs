// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Plots;
using Tengen.Conformance.Speed.Records;

namespace Tengen.Cli.Commands;

/// <summary>What <c>tengen bench</c> writes beside the table.</summary>
internal static class BenchFiles
{
    /// <exception cref="UsageException">A file cannot be written.</exception>
    public static void Write(BenchReport report, FileInfo? csv, DirectoryInfo? plots)
    {
        try
        {
            if (csv is not null)
                File.WriteAllText(csv.FullName, BenchCsv.Of(report));
            if (plots is null)
                return;
            plots.Create();
            foreach (var backend in report.Bench.Backends)
                File.WriteAllText(Path.Combine(plots.FullName, $"roofline-{ResultsFolder.Plain(backend.Name)}.svg"), RooflinePlot.Draw(report, backend).ToString());
            if (report.Ratios.Count > 0)
                File.WriteAllText(Path.Combine(plots.FullName, "ratios.svg"), RatioPlot.Draw(report).ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{e.Message} Every figure is in {report.Journal}");
        }
    }
}
