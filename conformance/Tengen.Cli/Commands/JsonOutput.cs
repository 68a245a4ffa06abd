// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Text.Json;
using Tengen.Conformance;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Commands;

/// <summary>Where <c>--json</c> writes. The file is opened before the run starts, so that an unwritable path costs no run.</summary>
internal sealed class JsonOutput : IDisposable
{
    public const string StandardOutput = "-";

    private readonly Stream _stream;

    private JsonOutput(Stream stream) => _stream = stream;

    public static Option<string?> Option() => new("--json") { Description = "Write the outcome as JSON to this file, or to standard output with '-'." };

    /// <summary>Null when no output was asked for.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static JsonOutput? Open(string? target)
    {
        if (target is null)
            return null;
        if (target == StandardOutput)
            return new JsonOutput(Console.OpenStandardOutput());
        try
        {
            return new JsonOutput(new FileStream(target, FileMode.Create, FileAccess.Write));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{target}' cannot be written: {e.Message}");
        }
    }

    public void Write(Summary summary)
    {
        using var writer = new Utf8JsonWriter(_stream, new JsonWriterOptions { Indented = true });
        JsonSerializer.Serialize(writer, summary, ConformanceJson.Default.Summary);
        writer.Flush();
        _stream.Write("\n"u8);
        _stream.Flush();
    }

    public void Dispose() => _stream.Dispose();
}
