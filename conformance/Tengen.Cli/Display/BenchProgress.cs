// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Reports;
using Tengen.Conformance.Speed.Records;

namespace Tengen.Cli.Display;

/// <summary>Progress of a benchmark on standard error: a line a shape.</summary>
internal sealed class BenchProgress(int planned)
{
    public int Done { get; private set; }

    public void Measured(IReadOnlyList<BenchResult> results)
    {
        Done++;
        var figures = results.Where(result => result.Condition == "warm")
            .Select(result => $"{result.Backend} {(result.Timing is { } timing ? Units.Seconds(timing.Median) : result.Outcome)}");
        Terminal.Say(Terminal.Printable($"{Done}/{planned} {results[0].Case}: {string.Join(", ", figures)}"));
    }
}
