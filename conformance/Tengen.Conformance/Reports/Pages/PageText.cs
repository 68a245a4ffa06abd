// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>How numbers and anchors are written on the page.</summary>
internal static class PageText
{
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>An err/bound; a dash where there is none.</summary>
    public static string Ratio(double? ratio) => ratio switch
    {
        null => "–",
        double.PositiveInfinity => "∞",
        >= 1e6 => ratio.Value.ToString("0.0e0", CultureInfo.InvariantCulture),
        _ => ratio.Value.ToString(ratio < 1000 ? "0.###" : "N0", CultureInfo.InvariantCulture),
    };

    /// <summary>A coordinate of a drawing.</summary>
    public static string Point(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The anchor of an operator at a dtype.</summary>
    public static string Anchor(string family, string type) => $"c-{family}{(type.Length > 0 ? "-" + type : "")}";

    public static string Plural(long count, string one, string? many = null) => $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";
}
