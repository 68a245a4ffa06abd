// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Tengen.Conformance.Journals;

/// <summary>A line of a results file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Bytes">Without the newline: what digests are taken of.</param>
/// <param name="IsEnded">A newline follows.</param>
/// <param name="Record">What it says; null when it is no record.</param>
/// <param name="Fault">Why it is none.</param>
public sealed record JournalLine(int Number, byte[] Bytes, bool IsEnded, JournalRecord? Record, string? Fault)
{
    /// <summary>A kill cut it off: it began as a line of a results file does, after others, and has no end.</summary>
    public bool IsCutOff => Record is null && !IsEnded && Number > 1 && Bytes is [(byte)'{', ..];

    internal static JournalLine Parse(int number, byte[] bytes, bool isEnded)
    {
        try
        {
            var record = JsonSerializer.Deserialize(bytes, ConformanceJson.Default.JournalRecord);
            return new JournalLine(number, bytes, isEnded, record, record is null ? "null is no record of a results file" : null);
        }
        catch (JsonException e)
        {
            return new JournalLine(number, bytes, isEnded, null, $"no record of a results file: {Reason(e)}");
        }
    }

    /// <summary>The message without the position, which counts lines from the start of this one.</summary>
    private static string Reason(JsonException e) => e.Message.Split(" Path: $", 2)[0];
}
