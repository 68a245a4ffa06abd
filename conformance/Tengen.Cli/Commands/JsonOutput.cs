// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tengen.Conformance;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Commands;

/// <summary><c>--json FILE</c>: the outcome of a run as JSON.</summary>
internal static class JsonOutput
{
    public static Option<string?> Option() => new("--json") { Description = "Write the outcome as JSON to this file, or to standard output with '-'." };

    public static void Write(Summary summary, Stream stream) => Write(summary, ConformanceJson.Default.Summary, stream);

    public static void Write<T>(T outcome, JsonTypeInfo<T> type, Stream stream)
    {
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
            JsonSerializer.Serialize(writer, outcome, type);
        stream.Write("\n"u8);
        stream.Flush();
    }
}
