// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Tengen.Conformance.Waivers;

/// <summary>One case whose failure is known and answered for. The case is run all the same.</summary>
/// <param name="Case">The exact id.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Reason">Why it is not repaired, in one sentence.</param>
/// <param name="Url">Where its repair is followed.</param>
/// <param name="Expires">The last day, UTC, on which it counts.</param>
public sealed record Waiver(string Case, string Owner, string Reason, Uri Url, DateOnly Expires);

/// <summary>A file of waivers.</summary>
/// <param name="Waivers">Each case once.</param>
public sealed record WaiverFile(IReadOnlyList<Waiver> Waivers)
{
    /// <summary>In the folder of a run that had waivers.</summary>
    public const string FileName = "waivers.json";

    /// <exception cref="JsonException">The text is no waiver file.</exception>
    /// <exception cref="FormatException">A waiver says nothing, or a case is waived twice.</exception>
    public static WaiverFile Parse(ReadOnlySpan<byte> json)
    {
        var file = JsonSerializer.Deserialize(json, DataFileJson.Default.WaiverFile) ?? throw new JsonException("null is no waiver file");
        foreach (var waiver in file.Waivers)
        {
            if (string.IsNullOrWhiteSpace(waiver.Case) || string.IsNullOrWhiteSpace(waiver.Owner) || string.IsNullOrWhiteSpace(waiver.Reason))
                throw new FormatException($"the waiver of '{waiver.Case}' names no case, owner or reason");
            if (!waiver.Url.IsAbsoluteUri)
                throw new FormatException($"the waiver of '{waiver.Case}': '{waiver.Url}' is no absolute URL");
        }
        return file.Waivers.CountBy(waiver => waiver.Case).FirstOrDefault(pair => pair.Value > 1) is { Value: > 1 } twice
            ? throw new FormatException($"'{twice.Key}' is waived twice")
            : file;
    }
}
