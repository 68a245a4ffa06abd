// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Reports.Pages;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests.Reports;

/// <summary>Names and texts are a plugin's, results files anybody's: nothing in them is an instruction to a terminal, a browser or a spreadsheet.</summary>
public sealed class HostileTextTests
{
    private const string Evil = "x\u001b[2J\r\nCONFORMANT\u202e\u2028\u200b\ud800<script>alert(1)</script>\"'&;]]>\0";

    [Fact]
    public void A_name_is_one_line_of_seen_letters()
    {
        Assert.Equal("x\\x1b[2J\\x0d\\x0aCONFORMANT\\u202e\\u2028\\u200b\\ud800<script>alert(1)</script>\"'&;]]>\\x00", PlainText.Line(Evil));
        Assert.Equal(303, PlainText.Line(new string('a', 1 << 20)).Length);
        Assert.Equal("\u05e9\u05dc\u05d5\u05dd \ud83d\ude00 \u5929\u5143", PlainText.Line("\u05e9\u05dc\u05d5\u05dd \ud83d\ude00 \u5929\u5143"));
    }

    [Fact]
    public void No_document_is_made_to_say_something_else()
    {
        var run = Runs.Mixed with
        {
            Device = Evil,
            Header = Runs.Mixed.Header with { Backend = Evil },
            Results = [.. Runs.Mixed.Results.Select(result => result.Text is null ? result : result with { Text = Evil, Rule = Evil, Warnings = [Evil] })],
        };
        foreach (var write in (Action<Stream>[])[stream => JUnit.Write(run, stream), stream => Badge.Write(run, Summary.Of(run), stream), stream => HtmlReport.Write(run, Summary.Of(run), [], stream)])
        {
            using var stream = new MemoryStream();
            write(stream);
            var text = Encoding.UTF8.GetString(stream.ToArray());
            Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
            Assert.DoesNotContain(text, letter => (char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) || letter is '\u202e' or '\u2028' or '\u200b');
        }
    }

    [Fact]
    public void No_cell_of_a_table_is_a_formula()
    {
        var results = Runs.Mixed.Results.Take(1).Select(result => result with { Case = "=cmd|' /C calc'!A0,\"x\"/f32/x/uniform", Verdict = Verdict.Pass });
        using var stream = new MemoryStream();
        CsvMatrix.Write(Runs.Mixed with { Results = [.. results] }, stream);
        var line = Encoding.UTF8.GetString(stream.ToArray()).Split('\n')[1];
        Assert.StartsWith("\"'=cmd|' /C calc'!A0,\"\"x\"\"\",,1,1,", line, StringComparison.Ordinal);
    }
}
