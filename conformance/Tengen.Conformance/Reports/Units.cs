// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Tengen.Conformance.Reports;

/// <summary>Figures with three significant digits and the unit that suits them.</summary>
public static class Units
{
    public static string Seconds(double seconds) => Scaled(seconds, [(1, "s"), (1e-3, "ms"), (1e-6, "us"), (1e-9, "ns")]);

    /// <summary>A rate, such as operations a second.</summary>
    public static string Rate(double rate, string unit) => Scaled(rate, [(1e12, "T" + unit), (1e9, "G" + unit), (1e6, "M" + unit), (1, unit)]);

    public static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);

    private static string Scaled(double value, ReadOnlySpan<(double Size, string Name)> units)
    {
        foreach (var (size, name) in units)
            if (Math.Abs(value) >= size)
                return Digits(value / size) + " " + name;
        return Digits(value / units[^1].Size) + " " + units[^1].Name;
    }

    private static string Digits(double value) => value.ToString(Math.Abs(value) switch { >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}
