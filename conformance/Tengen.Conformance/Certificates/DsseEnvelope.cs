// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tengen.Conformance.Certificates;

/// <summary>A signed message. Source: DSSE protocol and envelope, version 1.0.0.</summary>
/// <param name="Payload">The message.</param>
/// <param name="PayloadType">How to read it; signed with it.</param>
/// <param name="Signatures">At least one.</param>
public sealed record DsseEnvelope(byte[] Payload, string PayloadType, IReadOnlyList<DsseSignature> Signatures)
{
    /// <summary>The bytes that are signed: type and message, each with its length before it.</summary>
    public static byte[] PreAuthenticationEncoding(string type, byte[] body)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(body);
        return [.. Encoding.UTF8.GetBytes($"DSSEv1 {Encoding.UTF8.GetByteCount(type)} {type} {body.Length} "), .. body];
    }

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is a public one.</exception>
    public static DsseEnvelope Sign(string type, byte[] body, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new DsseEnvelope(body, type, [new DsseSignature(key.Id, key.Sign(PreAuthenticationEncoding(type, body)))]);
    }

    /// <summary>True when one of the signatures is the key's. The key id is a hint and decides nothing.</summary>
    public bool IsSignedBy(SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var message = PreAuthenticationEncoding(PayloadType, Payload);
        return Signatures.Any(signature => key.Verify(message, signature.Sig));
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, DsseJson.Default.DsseEnvelope);

    /// <exception cref="JsonException">The text is no envelope.</exception>
    public static DsseEnvelope Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, DsseJson.Default.DsseEnvelope) ?? throw new JsonException("null is no envelope");
}

/// <summary>One signature of an envelope.</summary>
/// <param name="Keyid">SHA-256 of the signer's public key.</param>
/// <param name="Sig">The signature.</param>
public sealed record DsseSignature(string? Keyid, byte[] Sig);

/// <summary>Envelopes in JSON: camel case, base64.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(Base64Converter)])]
[JsonSerializable(typeof(DsseEnvelope))]
internal sealed partial class DsseJson : JsonSerializerContext;

/// <summary>Bytes as base64; the URL-safe alphabet is read too, as the protocol demands.</summary>
internal sealed class Base64Converter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = (reader.GetString() ?? "").Replace('-', '+').Replace('_', '/').TrimEnd('=');
        try
        {
            return Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException e)
        {
            throw new JsonException("no base64", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value);
}
