// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests.Journals;

/// <summary>The schema of a line of a results file, from the record types; its descriptions are their summaries.</summary>
internal static partial class ResultsSchema
{
    private static readonly Dictionary<string, XElement> Docs =
        XDocument.Load(Path.ChangeExtension(typeof(CaseResult).Assembly.Location, ".xml")).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!);

    public static string Text { get; } = Make().ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";

    private static JsonObject Make()
    {
        var schema = ConformanceJson.Default.JournalRecord.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform }).AsObject();
        schema["type"] = "object";
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "$id", $"urn:tengen:results:{Conformance.Journals.RunHeader.CurrentFormat}");
        schema.Insert(2, "title", "A line of a Tengen results file");
        schema["minProperties"] = 1;
        schema["maxProperties"] = 3;
        schema["dependentRequired"] = new JsonObject { ["worker"] = new JsonArray("dispatch"), ["at"] = new JsonArray("dispatch") };
        return schema;
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = context.TypeInfo.Type;
        if (type == typeof(double) || type == typeof(double?))
            node = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "number" }, new JsonObject { ["enum"] = new JsonArray("NaN", "Infinity", "-Infinity") }) };
        else if (type == typeof(Verdict))
            node = new JsonObject { ["enum"] = new JsonArray([.. Enum.GetValues<Verdict>().Select(verdict => JsonValue.Create(verdict.Name()))]) };
        if (node is JsonObject record && record["required"] is JsonArray required)
        {
            foreach (var absent in context.TypeInfo.Properties.Where(property => property.IsGetNullable))
                required.Remove(required.FirstOrDefault(name => (string?)name == absent.Name));
            if (required.Count == 0)
                record.Remove("required");
        }
        if (node is JsonObject schema && (context.PropertyInfo is { } property ? OfProperty(property.DeclaringType, property.Name) : OfType(type)) is { Length: > 0 } description)
            schema.Insert(0, "description", description);
        return node;
    }

    private static string? OfType(Type type) => Docs.GetValueOrDefault($"T:{type.FullName}")?.Element("summary") is { } summary ? Plain(summary) : null;

    private static string? OfProperty(Type declaring, string name)
    {
        var property = declaring.GetProperties().Single(candidate => JsonNamingPolicy.SnakeCaseLower.ConvertName(candidate.Name) == name);
        var documented = Docs.GetValueOrDefault($"P:{declaring.FullName}.{property.Name}")?.Element("summary")
            ?? Docs.GetValueOrDefault($"T:{declaring.FullName}")?.Elements("param").FirstOrDefault(parameter => (string?)parameter.Attribute("name") == property.Name);
        return documented is null ? null : Plain(documented);
    }

    private static string Plain(XElement text) => Spaces().Replace(string.Concat(text.Nodes().Select(node => node switch
    {
        XText words => words.Value,
        XElement { Name.LocalName: "see" } see => JsonNamingPolicy.SnakeCaseLower.ConvertName(((string)see.Attribute("cref")!).Split('.')[^1]),
        XElement inner => inner.Value,
        _ => "",
    })), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
