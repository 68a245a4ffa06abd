// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports;

/// <summary>
/// A run as a table for spreadsheets (RFC 4180, UTF-8, LF): a line for each operator x dtype pair, a column for each verdict there is, the largest
/// err/bound (empty where nothing was computed, <c>Infinity</c> where a value was infinitely wrong) and the elements judged.
/// </summary>
public static class CsvMatrix
{
    private static readonly Verdict[] Verdicts = Enum.GetValues<Verdict>();

    /// <summary>Writes the table; <paramref name="output"/> stays open.</summary>
    public static void Write(RecordedRun run, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', ["operator", "dtype", "cases", .. Verdicts.Select(verdict => verdict.Name()), "worst_err_over_bound", "elements"]));
        foreach (var cell in Matrix.Of(run.Results))
            writer.WriteLine(string.Join(',',
            [
                Quoted(cell.Family),
                Quoted(cell.Type),
                Number(cell.Results.Count),
                .. Verdicts.Select(verdict => Number(cell.Count(verdict))),
                cell.Worst?.ToString("R", CultureInfo.InvariantCulture) ?? "",
                Number(cell.Elements),
            ]));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a spreadsheet would take for a formula begins with an apostrophe. Source: OWASP, CSV Injection.</summary>
    private static string Quoted(string field) => Escaped(field.Length > 0 && "=+-@\t\r".Contains(field[0], StringComparison.Ordinal) ? $"'{field}" : field);

    private static string Escaped(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
