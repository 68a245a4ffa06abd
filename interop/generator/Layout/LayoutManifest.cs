// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tengen.Interop.Generator.Layout;

/// <summary>
/// What a binary interface consists of, as data: sizes, offsets and values, for every group of targets that agree. Kept beside the binding;
/// two of them tell whether an interface only grew (see <see cref="AppendOnly"/>).
/// </summary>
internal sealed record LayoutManifest(
    string Header, IReadOnlyList<TargetGroup> Groups, IReadOnlyList<ManifestStruct> Structs, IReadOnlyList<ManifestValue> Values)
{
    /// <exception cref="GeneratorException">Not a manifest.</exception>
    public static LayoutManifest Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ManifestJson.Default.LayoutManifest) ?? throw new GeneratorException("the layout manifest is null");
        }
        catch (JsonException e)
        {
            throw new GeneratorException($"not a layout manifest: {e.Message}");
        }
    }

    /// <summary>JSON with one member a line, so that a diff reads as a list of changes.</summary>
    public string Format() => ManifestFormat.Write(this);
}

/// <summary>Targets that agree on every layout.</summary>
internal sealed record TargetGroup(int Bits, IReadOnlyList<string> Targets);

/// <summary>A record; <paramref name="Size"/> and <paramref name="Align"/> are bytes per group, in the order of the groups.</summary>
internal sealed record ManifestStruct(string Name, IReadOnlyList<long> Size, IReadOnlyList<long> Align, IReadOnlyList<ManifestMember> Members);

/// <summary>A member: C type, offset in bits and size in bytes per group, width if it is a bit-field.</summary>
internal sealed record ManifestMember(string Name, string Type, IReadOnlyList<long> OffsetBits, IReadOnlyList<long> Size, int? BitWidth);

/// <summary>A constant or enumerator (<c>enum.member</c>): its value on 64-bit targets, and on 32-bit ones where it differs.</summary>
internal sealed record ManifestValue(string Name, string Type, string Value, string? Value32);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = false,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(LayoutManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
