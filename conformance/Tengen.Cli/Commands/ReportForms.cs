// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Reports.Pages;
using Tengen.Conformance.Speed.Records;

namespace Tengen.Cli.Commands;

/// <summary>Every form that recorded runs can be written in.</summary>
internal sealed class ReportForms
{
    private readonly RecordedRun? _judged;
    private readonly Summary? _summary;
    private readonly IReadOnlyList<BenchReport> _speeds;

    /// <param name="runs">At most one of them judged; the others measured speed.</param>
    /// <exception cref="UsageException">There are two that judged.</exception>
    public ReportForms(IReadOnlyList<RecordedRun> runs)
    {
        Runs = runs;
        _speeds = [.. runs.Select(run => run.Speed).OfType<BenchReport>()];
        if (runs.Count - _speeds.Count > 1)
            throw new UsageException("a report is about one run of certify", "tengen diff compares two of them, tengen merge makes one of parts");
        _judged = runs.FirstOrDefault(run => run.Speed is null);
        _summary = _judged is null ? null : Summary.Of(_judged);
    }

    public IReadOnlyList<RecordedRun> Runs { get; }

    public void Json(Stream stream)
    {
        if (_summary is not null)
            JsonOutput.Write(_summary, stream);
        else
            JsonOutput.Write(Only(), ConformanceJson.Default.BenchReport, stream);
    }

    public void JUnit(Stream stream) => Conformance.Reports.JUnit.Write(Judged(), stream);

    public void Badge(Stream stream) => Conformance.Reports.Badge.Write(Judged(), _summary!, stream);

    public void Html(Stream stream)
    {
        if (_judged is null)
            HtmlReport.Write(_speeds, stream);
        else
            HtmlReport.Write(_judged, _summary!, _speeds, stream);
    }

    public void Csv(Stream stream)
    {
        if (_judged is null)
            stream.Write(Encoding.UTF8.GetBytes(BenchCsv.Of(Only())));
        else
            CsvMatrix.Write(_judged, stream);
    }

    public void Print()
    {
        if (_judged is not null)
            RunReport.Print(_judged, _summary!);
        foreach (var report in _speeds)
            BenchDisplay.Print(report);
    }

    /// <summary>Writes a form to a file, which is not there when the form cannot be written.</summary>
    public static void Write(string target, Action<Stream> write)
    {
        using var form = new MemoryStream();
        write(form);
        using var stream = OutputFile.Open(target);
        form.WriteTo(stream);
    }

    private RecordedRun Judged() => _judged ?? throw new UsageException("a benchmark has no verdict to write in this form", "give the results of tengen certify");

    private BenchReport Only() => _speeds is [var one] ? one : throw new UsageException("this form holds one benchmark", "give one results file");
}
