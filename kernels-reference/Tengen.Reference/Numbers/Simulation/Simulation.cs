// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>Which implementation <see cref="Sim"/> plays. Plain statics, set before a pass; one pass at a time in a process.</summary>
public sealed record Simulation
{
    /// <summary>The implementation in force.</summary>
    public static Simulation Current { get; set; } = new();

    public Format Intermediate { get; init; } = Formats.Float32;

    public Format Accumulator { get; init; } = Formats.Float32;

    /// <summary>Inputs are rounded to it first; null when they are not.</summary>
    public Format? Demotion { get; init; }

    public SumOrder Order { get; init; }

    /// <summary>A sequential sum ends with its initial value instead of beginning with it.</summary>
    public bool AddsInitialLast { get; init; }

    /// <summary>Products enter the sum unrounded.</summary>
    public bool FusesProducts { get; init; }

    public Rounding Rounding { get; init; }

    /// <summary>Functions err by this many ulp, in a direction that depends on the argument.</summary>
    public double FunctionUlp { get; init; }

    /// <summary>A planted bug.</summary>
    public PlantedBug Bug { get; init; }

    /// <summary>One that rounds in just the formats that a backend declares, and in <paramref name="inside"/> where it declares none, with nothing wrong.</summary>
    public static Simulation Of(Numerics numerics, Format inside) => new()
    {
        Intermediate = numerics.Intermediate.IsOpaque ? inside : Formats.Of(numerics.Intermediate),
        Accumulator = numerics.Accumulator.IsOpaque ? inside : Formats.Of(numerics.Accumulator),
        Demotion = numerics.Demotion.IsOpaque ? null : Formats.Of(numerics.Demotion),
    };

    /// <summary>The same one format lower, wherever it rounds.</summary>
    public Simulation Lower() => this with
    {
        Intermediate = Formats.Below(Intermediate),
        Accumulator = Formats.Below(Accumulator),
        Demotion = Demotion is { } format ? Formats.Below(format) : null,
    };
}

/// <summary>The order in which <see cref="Sim"/> adds.</summary>
public enum SumOrder
{
    Sequential,
    Reversed,
    Pairwise,
    Blocked,
    Interleaved,
}

/// <summary>What <see cref="Sim"/> does wrong on purpose.</summary>
public enum PlantedBug
{
    None,

    /// <summary>Sums leave out their last term.</summary>
    DropsLastTerm,

    /// <summary>Sums come out larger by 1 + 2^-9.</summary>
    Gain,
}
