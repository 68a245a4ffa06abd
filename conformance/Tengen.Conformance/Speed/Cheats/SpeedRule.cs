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

    public static IReadOnlyList<SpeedRule> All { get; } = [Repeated, Shape, Sleeps, Roof];

    /// <summary>The rule is broken, and how.</summary>
    public BenchFinding Broken(string text) => new(Name, text, Suspicious);
}
