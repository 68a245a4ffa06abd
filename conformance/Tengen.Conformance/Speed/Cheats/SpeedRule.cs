// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Records;

namespace Tengen.Conformance.Speed.Cheats;

/// <summary>What a speed must not rest on.</summary>
/// <param name="Name">Label, as in reports.</param>
/// <param name="Rule">For people.</param>
/// <param name="Suspicious">Breaking it fails the run; otherwise it only takes the figure its claim.</param>
public sealed record SpeedRule(string Name, string Rule, bool Suspicious)
{
    public static readonly SpeedRule Repeated = new(
        "speed.repeated",
        "An execution on data that were just computed is not more than 1.5 times faster than one on fresh data; inputs are written before either. Otherwise results are remembered.",
        Suspicious: true);

    public static readonly SpeedRule Deferred = new(
        "speed.deferred",
        "An execution whose inputs have just been written and whose outputs are read at once does not take more than three times as long as one amid others, what is written and read not counted. Otherwise results are kept until somebody writes, or computed when somebody reads.",
        Suspicious: false);

    public static readonly SpeedRule Shape = new(
        "speed.shape",
        "A shape next to that of the benchmark is not more than twice as slow as its larger limit explains. Otherwise the shape is recognised. Where the neighbour is declined this cannot be seen, and the report says so.",
        Suspicious: true);

    public static readonly SpeedRule Sleeps = new(
        "speed.sleeps",
        "A device that computes on the host's processors uses at least 5 % of one while it is timed. Otherwise it waits, and the figure says nothing of what it could do.",
        Suspicious: false);

    public static readonly SpeedRule Roof = new(
        "speed.roofline",
        "No conclusive figure is more than 10 % above its limit. Otherwise the backend does less work than the oracle's kernel, or the probe does not reach the instructions it uses.",
        Suspicious: false);

    public static readonly SpeedRule Steady = new(
        "speed.steady",
        "Samples are those of a steady state: during the warm-up executions stopped getting faster, the two halves of the warm samples differ by less than 5 %, and a warm execution is not more than 1.25 times slower than a cold one of the same program. Otherwise it was not warm yet, it does not hold its speed, or something else used the machine, and after three attempts the figure claims nothing.",
        Suspicious: false);

    public static IReadOnlyList<SpeedRule> All { get; } = [Repeated, Deferred, Shape, Sleeps, Roof, Steady];

    /// <summary>The rule is broken, and how.</summary>
    public BenchFinding Broken(string text) => new(Name, text, Suspicious);
}
