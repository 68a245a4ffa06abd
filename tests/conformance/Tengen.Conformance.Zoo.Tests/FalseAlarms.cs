// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Explanations;

namespace Tengen.Conformance.Zoo;

/// <summary>What became of a twin over many nonces.</summary>
internal sealed class FalseAlarms(Inhabitant who)
{
    private readonly List<string> _alarms = [];
    private long _cases;
    private double _hard, _statistical, _rms;

    public long Elements { get; private set; }

    public IReadOnlyList<string> Alarms => _alarms;

    public void Add(string nonce, Record record)
    {
        _cases += record.Asked;
        Elements += record.Elements;
        _alarms.AddRange(record.Alarms.Select(alarm => $"{who.Name}, nonce {nonce}: {alarm.Case}: {alarm.Rule} {alarm.Text}"));
        _hard = Math.Max(_hard, record.WorstErrOverBound);
        _statistical = Math.Max(_statistical, record.Results.Max(result => result.ErrOverStatistical) ?? 0);
        _rms = Math.Max(_rms, record.Results.Max(result => result.Rms) ?? 0);
    }

    public static Page Page(IReadOnlyCollection<FalseAlarms> twins, int nonces) => new("False alarms",
        "The legal twins of the kill matrix under one nonce after another: every nonce gives every case other data, and draws further cases of other extents. An element check is one element of one output, held against everything that is in force for it. "
        + "Measured by TENGEN_ZOO=full with Tengen.Conformance.Zoo.Tests, on request; in every run of the tests the twins are judged under the daily nonce, with the extents that one other draws.",
        [
            new PageSection("Figures", [$"{twins.Sum(twin => twin.Elements):N0} element checks in {twins.Sum(twin => twin._cases):N0} cases under {nonces} nonces, {twins.Sum(twin => twin.Alarms.Count)} false alarms"]),
            new PageSection("Twins", ["a ratio of more than 1, an RMS of more than 1.5 would be an alarm"], new PageTable(
                ["twin", "cases", "element checks", "alarms", "largest err/bound", "largest err/(6 sigma + sys)", "largest RMS of err/(sigma + sys)"],
                [.. twins.Select(twin => twin.Row)])),
        ]);

    private IReadOnlyList<string> Row => [who.Name, $"{_cases:N0}", $"{Elements:N0}", $"{_alarms.Count}", Ratio(_hard), Ratio(_statistical), Ratio(_rms)];

    private static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);
}
