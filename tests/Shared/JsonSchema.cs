// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tengen.Tests;

/// <summary>
/// Holds JSON against a schema of the keywords that the results schema uses. Stricter than the specification in one point: a member that the
/// schema does not name is an error, so that nothing is written that is not published.
/// </summary>
internal sealed class JsonSchema(string text)
{
    private readonly JsonNode _root = JsonNode.Parse(text)!;

    /// <summary>What is wrong, each with its place; nothing when the value fits.</summary>
    public IReadOnlyList<string> Errors(string json)
    {
        var errors = new List<string>();
        using var value = JsonDocument.Parse(json);
        Check(_root, value.RootElement, "$", errors);
        return errors;
    }

    private void Check(JsonNode schema, JsonElement value, string place, List<string> errors)
    {
        if (schema is JsonValue whole)
        {
            if (!whole.GetValue<bool>())
                errors.Add($"{place}: nothing may stand here");
            return;
        }
        foreach (var (keyword, rule) in schema.AsObject())
            switch (keyword)
            {
                case "$schema" or "$id" or "title" or "description" or "format" or "default":
                    break;
                case "$ref":
                    Check(Resolve(rule!.GetValue<string>()), value, place, errors);
                    break;
                case "type":
                    if (!Names(rule!).Any(name => Is(value, name)))
                        errors.Add($"{place}: {value.ValueKind} is not {rule}");
                    break;
                case "enum":
                    if (!rule!.AsArray().Any(allowed => JsonNode.DeepEquals(allowed, JsonNode.Parse(value.GetRawText()))))
                        errors.Add($"{place}: {value} is none of {rule.ToJsonString()}");
                    break;
                case "anyOf":
                    if (rule!.AsArray().All(choice => Fails(choice!, value)))
                        errors.Add($"{place}: {value} fits no choice");
                    break;
                case "required":
                    foreach (var name in rule!.AsArray())
                        if (value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(name!.GetValue<string>(), out _))
                            errors.Add($"{place}: '{name}' is missing");
                    break;
                case "dependentRequired":
                    foreach (var (name, needs) in rule!.AsObject())
                        if (value.TryGetProperty(name, out _) && needs!.AsArray().Any(need => !value.TryGetProperty(need!.GetValue<string>(), out _)))
                            errors.Add($"{place}: '{name}' stands alone");
                    break;
                case "properties" or "additionalProperties":
                    break;
                case "items":
                    if (value.ValueKind == JsonValueKind.Array)
                        foreach (var (i, item) in value.EnumerateArray().Index())
                            Check(rule!, item, $"{place}[{i}]", errors);
                    break;
                case "minProperties":
                    if (value.EnumerateObject().Count() < rule!.GetValue<int>())
                        errors.Add($"{place}: too few members");
                    break;
                case "maxProperties":
                    if (value.EnumerateObject().Count() > rule!.GetValue<int>())
                        errors.Add($"{place}: too many members");
                    break;
                default:
                    throw new NotSupportedException($"{place}: this check does not know the keyword '{keyword}'");
            }
        if (value.ValueKind == JsonValueKind.Object && (schema["properties"] ?? schema["additionalProperties"]) is not null)
            foreach (var member in value.EnumerateObject())
                if ((schema["properties"]?[member.Name] ?? schema["additionalProperties"]) is { } inner)
                    Check(inner, member.Value, $"{place}.{member.Name}", errors);
                else
                    errors.Add($"{place}: '{member.Name}' is not published");
    }

    private bool Fails(JsonNode schema, JsonElement value)
    {
        var errors = new List<string>();
        Check(schema, value, "", errors);
        return errors.Count > 0;
    }

    private JsonNode Resolve(string pointer) =>
        pointer.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(_root, (node, step) => node is JsonArray array ? array[int.Parse(step)]! : node[step]!);

    private static IEnumerable<string> Names(JsonNode rule) => rule is JsonArray names ? names.Select(name => name!.GetValue<string>()) : [rule.GetValue<string>()];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException(type),
    };
}
