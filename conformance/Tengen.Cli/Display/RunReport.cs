// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Display;

/// <summary>The outcome of a run for a person, of generated or of official cases: what <c>certify</c> and <c>report</c> print.</summary>
internal static class RunReport
{
    public static void Print(RecordedRun run, Summary summary)
    {
        if (run.Header.OfficialCases is null)
            CertifyReport.Print(run, summary);
        else
            OfficialReport.Print(run, summary);
    }

    /// <summary>Where every case stands, and how to get a page of it.</summary>
    public static void PrintWhere(Summary summary)
    {
        Terminal.Print($"every case: {summary.Results}");
        Terminal.Print($"as a page: tengen report '{summary.Results}' --html report.html");
    }

    /// <summary>How long the run took.</summary>
    public static string Time(Summary summary) => summary.Seconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s") : "a time unknown: the file does not say how the run ended";
}
