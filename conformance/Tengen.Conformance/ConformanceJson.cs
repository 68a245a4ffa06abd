// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Serialization;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance;

/// <summary>How everything the suite writes and reads is spelled in JSON: snake_case, nulls left out, duplicate keys refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    Converters = [typeof(RatioConverter), typeof(VerdictConverter), typeof(ChangeKindConverter), typeof(IncidentKindConverter)])]
[JsonSerializable(typeof(CaseResult))]
[JsonSerializable(typeof(CaseResult[]))]
[JsonSerializable(typeof(JournalRecord))]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(WorkerReply))]
[JsonSerializable(typeof(WorkerSettings))]
[JsonSerializable(typeof(Summary))]
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(RunDiff))]
[JsonSerializable(typeof(SpeedDiff))]
[JsonSerializable(typeof(BackendDevices[]))]
public sealed partial class ConformanceJson : JsonSerializerContext;

/// <summary>Verdicts by their published names.</summary>
public sealed class VerdictConverter : JsonConverter<Verdict>
{
    public override Verdict Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        VerdictNames.TryParse(reader.GetString() ?? "", out var verdict) ? verdict : throw new JsonException("no verdict");

    public override void Write(Utf8JsonWriter writer, Verdict value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name());
}

/// <summary>Kinds of change in lower case.</summary>
public sealed class ChangeKindConverter() : JsonStringEnumConverter<ChangeKind>(JsonNamingPolicy.SnakeCaseLower);

/// <summary>Kinds of incident in lower case.</summary>
public sealed class IncidentKindConverter() : JsonStringEnumConverter<IncidentKind>(JsonNamingPolicy.SnakeCaseLower);
