// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;

namespace Tengen.Conformance.Certificates;

/// <summary>A key of the curve P-256, read from PEM: private (PKCS #8 or SEC 1) to sign, public to check. Owned by the caller.</summary>
public sealed class SigningKey : IDisposable
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>SHA-256 of the public key in its DER form, lower-case hex.</summary>
    public string Id { get; }

    /// <exception cref="CryptographicException">The text is no unencrypted PEM of an elliptic curve key, or of another curve.</exception>
    public static SigningKey Parse(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var curve = key.ExportParameters(includePrivateParameters: false).Curve;
            if (curve.Oid is not { } oid || (oid.Value != P256 && oid.FriendlyName is not ("nistP256" or "ECDSA_P256")))
                throw new CryptographicException("the key is not one of the curve P-256");
            return new SigningKey(key);
        }
        catch (ArgumentException e)
        {
            key.Dispose();
            throw new CryptographicException($"no elliptic curve key in PEM form: {e.Message}", e);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>ECDSA over SHA-256, in DER form (RFC 3279).</summary>
    /// <exception cref="CryptographicException">The key is a public one.</exception>
    public byte[] Sign(byte[] message) => _key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public bool Verify(byte[] message, byte[] signature) => _key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => _key.Dispose();
}
