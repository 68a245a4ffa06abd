// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tengen.Interop.Generator.Layout;

/// <summary>Writes a manifest as JSON, one group, member or value a line.</summary>
internal static class ManifestFormat
{
    private static readonly ManifestJson s_json = new(new JsonSerializerOptions(ManifestJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(LayoutManifest manifest)
    {
        var text = new StringBuilder("{\n");
        text.Append("  \"header\": ").Append(Json(manifest.Header, s_json.String)).Append(",\n");
        List(text, "  ", "groups", manifest.Groups.Select(g => Json(g, s_json.TargetGroup))).Append(",\n");
        text.Append("  \"structs\": [\n");
        for (var i = 0; i < manifest.Structs.Count; i++)
        {
            var record = manifest.Structs[i];
            text.Append("    {\n      \"name\": ").Append(Json(record.Name, s_json.String));
            text.Append(",\n      \"size\": ").Append(Json(record.Size, s_json.IReadOnlyListInt64));
            text.Append(",\n      \"align\": ").Append(Json(record.Align, s_json.IReadOnlyListInt64)).Append(",\n");
            List(text, "      ", "members", record.Members.Select(m => Json(m, s_json.ManifestMember)));
            text.Append(i + 1 < manifest.Structs.Count ? "\n    },\n" : "\n    }\n");
        }

        text.Append("  ],\n");
        return List(text, "  ", "values", manifest.Values.Select(v => Json(v, s_json.ManifestValue))).Append("\n}\n").ToString();
    }

    private static StringBuilder List(StringBuilder text, string indent, string name, IEnumerable<string> lines)
    {
        var items = string.Join(",\n", lines.Select(l => $"{indent}  {l}"));
        return text.Append(indent).Append('"').Append(name).Append("\": [").Append(items.Length > 0 ? $"\n{items}\n{indent}" : "").Append(']');
    }

    private static string Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);
}
