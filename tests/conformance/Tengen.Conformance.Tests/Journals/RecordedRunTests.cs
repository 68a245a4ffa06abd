// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Tests.Speed;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests.Journals;

public sealed class RecordedRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tengen-recorded-");

    private string File_ => Path.Combine(_folder.FullName, Journal.FileName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_written_is_read_from_the_file_or_its_folder()
    {
        Runs.Write(Runs.Mixed, File_);
        var expected = Json(Runs.Mixed with { Path = File_ });
        Assert.Equal(expected, Json(RecordedRun.Read(File_)));
        Assert.Equal(expected, Json(RecordedRun.Read(_folder.FullName)));
        Assert.False(RecordedRun.Read(File_).IsCutOff);
    }

    [Fact]
    public void A_benchmark_is_read_by_the_same_reader_and_has_no_verdict()
    {
        var report = Benchmarks.Of(Benchmarks.Run(Benchmarks.Backend("a"), Benchmarks.Backend("b")), [Benchmarks.Figure("a", "Add/f32/a=1,b=1/uniform", 1e-6), Benchmarks.Ended("b", "Add/f32/a=1,b=1/uniform", BenchResult.Declined, "no")]);
        var run = Runs.Of(new CasePlan(["Add/f32/a=1,b=1/uniform"]), []);
        Runs.Write(run with { Header = report.Run, Speed = report }, File_);
        var read = RecordedRun.Read(File_);
        Assert.Empty(read.Results);
        Assert.Equal(Json(report with { Journal = File_ }), Json(read.Speed!));
        File.WriteAllLines(File_, File.ReadAllLines(File_)[..2]);
        Assert.Contains("bench", Assert.Throws<ResultsException>(() => RecordedRun.Read(File_)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_after_its_plan_is_read_as_an_incomplete_run()
    {
        Runs.Write(Runs.Mixed, File_);
        var whole = File.ReadAllBytes(File_);
        var plan = Array.IndexOf(whole, (byte)'\n', Array.IndexOf(whole, (byte)'\n') + 1) + 1;
        for (var length = plan; length < whole.Length - 1; length += 17)
        {
            File.WriteAllBytes(File_, whole[..length]);
            var run = RecordedRun.Read(File_);
            Assert.Null(run.End);
            Assert.False(Summary.Of(run).Conformant);
            Assert.Equal(Runs.Mixed.Plan.Ids, run.Results.Select(result => result.Case));
        }
    }

    [Fact]
    public void Of_two_results_of_a_case_the_later_one_counts()
    {
        Runs.Write(Runs.Mixed with { End = null }, File_);
        using (var journal = Journal.Resume(File_).Journal)
            journal.Append(new JournalRecord { Result = Runs.Mixed.Results[0] with { Verdict = Verdict.Flaky } });
        Assert.Equal(Verdict.Flaky, RecordedRun.Read(File_).Results[0].Verdict);
    }

    [Theory]
    [InlineData(3, "not json")]
    [InlineData(4, "[]")]
    [InlineData(5, "null")]
    [InlineData(5, """{"result":{"case":"x","verdict":"splendid"}}""")]
    [InlineData(1, """{"dispatch":"x"}""")]
    [InlineData(2, """{"plan":["only one"]}""")]
    public void A_damaged_line_is_named(int number, string line)
    {
        Runs.Write(Runs.Mixed, File_);
        var lines = File.ReadAllLines(File_);
        lines[number - 1] = line;
        File.WriteAllLines(File_, lines);
        Assert.Equal(number, Assert.Throws<ResultsException>(() => RecordedRun.Read(File_)).Line);
    }

    [Fact]
    public void Two_runs_in_one_file_are_refused()
    {
        Runs.Write(Runs.Mixed, File_);
        var first = File.ReadAllLines(File_).Length;
        File.AppendAllBytes(File_, File.ReadAllBytes(File_));
        Assert.Equal(first + 1, Assert.Throws<ResultsException>(() => RecordedRun.Read(File_)).Line);
    }

    [Fact]
    public void Another_format_and_an_unknown_profile_are_refused_by_name()
    {
        Runs.Write(Runs.Mixed with { Header = Runs.Mixed.Header with { Format = 7, Suite = "9.9" } }, File_);
        Assert.Contains("format 7 by suite 9.9", Assert.Throws<ResultsException>(() => RecordedRun.Read(File_)).Message, StringComparison.Ordinal);
        var foreign = Runs.Mixed with { Header = Runs.Mixed.Header with { Profile = "FP-BASE", ProfileHash = "00" } };
        Assert.Contains("FP-BASE (00)", Assert.Throws<ResultsException>(() => Summary.Of(foreign)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_there_and_nothing_in_it_are_told_apart()
    {
        Assert.Throws<ResultsException>(() => RecordedRun.Read(File_));
        File.WriteAllText(File_, "");
        Assert.Contains("empty", Assert.Throws<ResultsException>(() => RecordedRun.Read(File_)).Message, StringComparison.Ordinal);
    }

    private static string Json(BenchReport report) => JsonSerializer.Serialize(report, ConformanceJson.Default.BenchReport);

    private static string Json(RecordedRun run) => JsonSerializer.Serialize(Summary.Of(run), ConformanceJson.Default.Summary) + JsonSerializer.Serialize([.. run.Results], ConformanceJson.Default.CaseResultArray);
}
