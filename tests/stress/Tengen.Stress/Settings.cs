// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Tengen.Stress;

/// <summary>What a run does. Everything random follows from the seed, except the order in which threads meet.</summary>
internal sealed record Settings
{
    public int Submissions { get; private init; } = 20_000;

    public int Threads { get; private init; } = 4;

    public int Seed { get; private init; } = 1;

    /// <exception cref="FormatException">An argument is not known or no number.</exception>
    public static Settings Parse(string[] arguments)
    {
        var settings = new Settings();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1)
                throw new FormatException($"{arguments[i]} takes a number from 1");
            settings = arguments[i] switch
            {
                "--submissions" => settings with { Submissions = value },
                "--threads" => settings with { Threads = value },
                "--seed" => settings with { Seed = value },
                var unknown => throw new FormatException($"there is no {unknown}: there are --submissions, --threads and --seed"),
            };
        }
        return settings;
    }
}
