// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Serialization;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;

namespace Tengen.Conformance.Evidence;

/// <summary>How evidence is spelled in JSON: snake_case, defaults left out, duplicate keys refused, dtypes and enumerations by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    AllowDuplicateProperties = false,
    UseStringEnumConverter = true,
    Converters = [typeof(RatioConverter), typeof(VerdictConverter), typeof(DTypeConverter)])]
[JsonSerializable(typeof(CaseEvidence))]
internal sealed partial class EvidenceJson : JsonSerializerContext;

/// <summary>Dtypes by their short names; <c>tf32</c>, which no tensor has, is one of them.</summary>
internal sealed class DTypeConverter : JsonConverter<DType>
{
    private const string Tf32 = "tf32";

    public override DType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.GetString() ?? "";
        return name == Tf32 ? Numerics.Tf32 : DTypeNames.TryParse(name, out var type) ? type : throw new JsonException($"no dtype is called '{name}'");
    }

    public override void Write(Utf8JsonWriter writer, DType value, JsonSerializerOptions options) => writer.WriteStringValue(value == Numerics.Tf32 ? Tf32 : value.ToString());
}
