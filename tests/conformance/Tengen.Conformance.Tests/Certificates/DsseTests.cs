// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tengen.Conformance.Certificates;

namespace Tengen.Conformance.Tests.Certificates;

/// <summary>Envelopes against the specification's own vector, and signatures against OpenSSL.</summary>
public sealed class DsseTests
{
    private const string Type = "http://example.com/HelloWorld";
    private static readonly byte[] Body = "hello world"u8.ToArray();

    [Fact]
    public void The_encoding_is_that_of_the_specification() =>
        Assert.Equal("DSSEv1 29 http://example.com/HelloWorld 11 hello world", Encoding.UTF8.GetString(DsseEnvelope.PreAuthenticationEncoding(Type, Body)));

    [Fact]
    public void Lengths_are_counted_in_bytes() =>
        Assert.Equal("DSSEv1 2 \u00e9 0 ", Encoding.UTF8.GetString(DsseEnvelope.PreAuthenticationEncoding("\u00e9", [])));

    [Fact]
    public void The_signature_of_the_specification_is_over_that_encoding()
    {
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Coordinate("46950820868899156662930047687818585632848591499744589407958293238635476079160"),
                Y = Coordinate("5640078356564379163099075877009565129882514886557779369047442380624545832820"),
            },
        });
        var signature = Convert.FromBase64String("A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==");
        Assert.True(key.VerifyData(DsseEnvelope.PreAuthenticationEncoding(Type, Body), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    [Fact]
    public void An_envelope_survives_its_file_and_fails_after_any_change()
    {
        using var key = NewKey(out _);
        using var other = NewKey(out _);
        var envelope = DsseEnvelope.Parse(DsseEnvelope.Sign(Type, Body, key).ToJson());
        Assert.True(envelope.IsSignedBy(key));
        Assert.False(envelope.IsSignedBy(other));
        Assert.False((envelope with { PayloadType = Type + "s" }).IsSignedBy(key));
        Assert.False((envelope with { Payload = "hello worle"u8.ToArray() }).IsSignedBy(key));
        byte[] flipped = [.. envelope.Signatures[0].Sig];
        flipped[^1] ^= 1;
        Assert.False((envelope with { Signatures = [envelope.Signatures[0] with { Sig = flipped }] }).IsSignedBy(key));
        Assert.True((envelope with { Signatures = [envelope.Signatures[0] with { Keyid = "a hint decides nothing" }] }).IsSignedBy(key));
    }

    [Fact]
    public void Both_alphabets_of_base64_are_read()
    {
        var envelope = DsseEnvelope.Parse("""{"payload":"-_8","payloadType":"t","signatures":[{"keyid":null,"sig":"+/8="}]}"""u8);
        Assert.Equal(envelope.Signatures[0].Sig, envelope.Payload);
    }

    [Fact]
    public void One_right_signature_of_several_is_enough_and_a_malformed_one_is_none()
    {
        using var key = NewKey(out _);
        var envelope = DsseEnvelope.Sign(Type, Body, key);
        DsseSignature[] wrong = [new(key.Id, []), new(key.Id, [0x30]), new(key.Id, [0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00]), new(key.Id, new byte[64])];
        Assert.All(wrong, signature => Assert.False((envelope with { Signatures = [signature] }).IsSignedBy(key)));
        Assert.True((envelope with { Signatures = [.. wrong, .. envelope.Signatures] }).IsSignedBy(key));
        Assert.False((envelope with { Signatures = [] }).IsSignedBy(key));
    }

    [Theory]
    [InlineData("""{"payload":"","payload":"","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"","payloadType":"t","payloadType":"u","signatures":[]}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":[]} {"payload":"","payloadType":"t","signatures":[]}""")]
    [InlineData("""{"payload":"","payloadType":"t","signatures":null}""")]
    [InlineData("""[]""")]
    public void What_can_be_read_in_two_ways_is_no_envelope(string json) => Assert.Throws<JsonException>(() => DsseEnvelope.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_key_of_another_curve_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<CryptographicException>(() => SigningKey.Parse(key.ExportECPrivateKeyPem()));
        Assert.Throws<CryptographicException>(() => SigningKey.Parse("no key"));
        Assert.Throws<JsonException>(() => DsseEnvelope.Parse("""{"payloadType":"x","signatures":[]}"""u8));
    }

    [Fact]
    public void OpenSsl_accepts_the_signature_and_makes_keys_that_sign()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "openssl is not installed");
        var folder = Directory.CreateTempSubdirectory("tengen-dsse-");
        try
        {
            string At(string name) => Path.Combine(folder.FullName, name);
            OpenSsl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", At("key.pem"));
            OpenSsl("ec", "-in", At("key.pem"), "-pubout", "-out", At("pub.pem"));
            using var key = SigningKey.Parse(File.ReadAllText(At("key.pem")));
            using var pub = SigningKey.Parse(File.ReadAllText(At("pub.pem")));
            var envelope = DsseEnvelope.Sign(Type, Body, key);
            Assert.Equal(key.Id, pub.Id);
            Assert.True(envelope.IsSignedBy(pub));
            File.WriteAllBytes(At("message"), DsseEnvelope.PreAuthenticationEncoding(Type, Body));
            File.WriteAllBytes(At("sig"), envelope.Signatures[0].Sig);
            Assert.Contains("Verified OK", OpenSsl("dgst", "-sha256", "-verify", At("pub.pem"), "-signature", At("sig"), At("message")), StringComparison.Ordinal);
            OpenSsl("dgst", "-sha256", "-sign", At("key.pem"), "-out", At("theirs"), At("message"));
            Assert.True((envelope with { Signatures = [new DsseSignature(null, File.ReadAllBytes(At("theirs")))] }).IsSignedBy(pub));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_nonce_is_issued_for_one_plugin_and_signed()
    {
        using var key = NewKey(out _);
        var envelope = IssuedNonce.Issue(new string('a', 64), DateTimeOffset.UnixEpoch, key);
        var nonce = IssuedNonce.In(envelope);
        Assert.True(envelope.IsSignedBy(key));
        Assert.Equal((new string('a', 64), 64), (nonce.Plugin, nonce.Nonce.Length));
        Assert.NotEqual(nonce.Nonce, IssuedNonce.In(IssuedNonce.Issue(new string('a', 64), DateTimeOffset.UnixEpoch, key)).Nonce);
        Assert.Throws<JsonException>(() => IssuedNonce.In(DsseEnvelope.Sign(Type, Body, key)));
    }

    internal static SigningKey NewKey(out string pem)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        pem = key.ExportPkcs8PrivateKeyPem();
        return SigningKey.Parse(pem);
    }

    private static byte[] Coordinate(string number)
    {
        var bytes = BigInteger.Parse(number, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private static string OpenSsl(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"openssl {string.Join(' ', arguments)}: {errors}");
        return output;
    }
}
