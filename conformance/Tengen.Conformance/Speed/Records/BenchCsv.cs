// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace Tengen.Conformance.Speed.Records;

/// <summary>A benchmark as comma-separated values (RFC 4180), one row a figure; seconds, operations and bytes.</summary>
public static class BenchCsv
{
    private const string Columns = "backend,case,set,condition,outcome,median,low,high,p95,p99,samples,batch,twin,steady,warm_up_seconds,warm_up_executions,conclusive,operations,bytes,limit,bound,score,operations_per_second,peak_operations_per_second,peak_bytes_per_second,err_over_bound,findings";

    public static string Of(BenchReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder(Columns).Append("\r\n");
        foreach (var result in report.Results)
        {
            var (timing, limit) = (result.Timing, result.Roofline);
            object?[] cells =
            [
                result.Backend, result.Case, result.Set, result.Condition, result.Outcome, timing?.Median, timing?.Low, timing?.High, timing?.P95, timing?.P99, timing?.Samples, result.Batch, timing?.Twin, result.Steady?.Reached,
                result.Steady?.WarmUp.Seconds, result.Steady?.WarmUp.Executions, timing?.Conclusive, limit?.Operations, limit?.Bytes, limit?.Seconds, limit?.Bound, limit?.Score, limit?.OperationsPerSecond, limit?.PeakOperations, limit?.PeakBytes, result.ErrOverBound,
                string.Join(' ', result.Findings.Select(finding => finding.Rule)),
            ];
            text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }
        return text.ToString();
    }

    /// <summary>Quoted where needed. What a spreadsheet would take for a formula gets an apostrophe: names come from outside.</summary>
    private static string Cell(object? value)
    {
        var text = value switch { null => "", bool truth => truth ? "true" : "false", string words => words, _ => Convert.ToString(value, CultureInfo.InvariantCulture)! };
        if (value is string && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
