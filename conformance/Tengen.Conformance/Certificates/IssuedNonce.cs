// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text.Json;

namespace Tengen.Conformance.Certificates;

/// <summary>
/// A nonce made after a plugin was committed to by its digest: the plugin can no longer be fitted to the inputs that follow from it. Whoever wants
/// to trust the run issues it and signs it.
/// </summary>
/// <param name="Plugin">SHA-256 of the plugin that was committed to, lower-case hex.</param>
/// <param name="Nonce">Goes into every seed.</param>
/// <param name="Issued">When, by the issuer's clock.</param>
public sealed record IssuedNonce(string Plugin, string Nonce, DateTimeOffset Issued)
{
    public const string PayloadType = "application/vnd.tengen.nonce+json";
    private const int Bytes = 32;

    /// <summary>A random nonce for a plugin, signed.</summary>
    public static DsseEnvelope Issue(string plugin, DateTimeOffset now, SigningKey key) =>
        DsseEnvelope.Sign(PayloadType, JsonSerializer.SerializeToUtf8Bytes(new IssuedNonce(plugin, RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true), now), DataFileJson.Default.IssuedNonce), key);

    /// <exception cref="JsonException">The envelope holds something else.</exception>
    public static IssuedNonce In(DsseEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope.PayloadType != PayloadType)
            throw new JsonException($"the envelope holds {envelope.PayloadType}, not {PayloadType}");
        return JsonSerializer.Deserialize(envelope.Payload, DataFileJson.Default.IssuedNonce) ?? throw new JsonException("null is no nonce");
    }
}
