// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Tengen.Conformance.Reports;

/// <summary>What happened to the processes of a run, in one line; null when nothing did.</summary>
public static class IncidentText
{
    public static string? Of(Summary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return summary.Incidents.Count == 0 ? null
            : $"{Number(summary.Restarts)} restarts: {string.Join(", ", summary.Incidents.Select(pair => $"{Number(pair.Value)} {pair.Key}"))}";
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
