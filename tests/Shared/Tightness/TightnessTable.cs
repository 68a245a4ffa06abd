// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Tests.Tightness;

/// <summary>
/// Per operator and dtype, how many times the error of the worst legal twin the tolerance is: the median of the elements of a case, of which
/// the median and the worst case are shown, for the hard gate and for the statistical one. Elements that every twin computes exactly do
/// not count. An alarm is a legal twin that a gate rejects in a case.
/// </summary>
internal sealed class TightnessTable
{
    private readonly SortedDictionary<(string Op, string Type), Row> _rows = [];

    /// <summary>Rejected legal twins: case, gate and worst ratio.</summary>
    public List<string> Alarms { get; } = [];

    public long Checks { get; private set; }

    public void Add(Case item)
    {
        var held = new HeldCase(item);
        if (!held.HasTolerance)
            return;
        double[] hard = [], statistical = [];
        foreach (var (simulation, form) in LegalTwins.Of(held.Call))
        {
            var outputs = held.Hold(simulation, form);
            Checks += outputs.Hard.Length;
            hard = Worse(hard, outputs.Hard);
            statistical = Worse(statistical, outputs.Statistical);
            if (outputs.FailsHard)
                Alarms.Add($"{item.Id} {form} {simulation}: hard {outputs.Hard.Max():g4}");
            if (outputs.FailsStatistical)
                Alarms.Add($"{item.Id} {form} {simulation}: statistical {outputs.Statistical.Max():g4}, RMS {outputs.Normalized:g4}");
        }
        var key = (item.Op, item.Type.ToString());
        if (!_rows.TryGetValue(key, out var row))
            _rows.Add(key, row = new Row());
        row.Cases++;
        Take(row.Hard, hard);
        Take(row.Statistical, statistical);
    }

    /// <summary>The median over the cases of an operator in a dtype: tolerance over the worst twin, of the statistical gate where it applies, else of the hard one.</summary>
    public double Median(string op, DType type) =>
        _rows[(op, type.ToString())] is var row && row.Statistical.Count > 0 ? Middle(row.Statistical) : Middle(row.Hard);

    public void Print(TextWriter writer)
    {
        writer.WriteLine($"{"operator",-28}{"type",-6}{"cases",6}  {"hard",8}{"worst",10}  {"6s+sys",8}{"worst",10}   tolerance / error of the worst legal twin");
        foreach (var ((op, type), row) in _rows)
            writer.WriteLine($"{op,-28}{type,-6}{row.Cases,6}  {Text(row.Hard)}  {Text(row.Statistical)}");
        foreach (var alarm in Alarms)
            writer.WriteLine($"FALSE ALARM {alarm}");
        writer.WriteLine($"{Checks} checks, {Alarms.Count} false alarms");
    }

    private static string Text(List<double> cases) => cases.Count == 0 ? $"{"-",8}{"-",10}" : $"{Middle(cases),8:g3}{cases.Max(),10:g3}";

    private static double[] Worse(double[] before, double[] now) => before.Length == 0 ? now : [.. before.Zip(now, Math.Max)];

    private static void Take(List<double> cases, double[] ratios)
    {
        double[] slack = [.. ratios.Where(ratio => ratio > 0 && double.IsFinite(ratio)).Select(ratio => 1 / ratio)];
        if (slack.Length > 0)
            cases.Add(Middle(slack));
    }

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed class Row
    {
        public int Cases { get; set; }

        public List<double> Hard { get; } = [];

        public List<double> Statistical { get; } = [];
    }
}
