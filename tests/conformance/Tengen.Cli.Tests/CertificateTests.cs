// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text.Json;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>From a run to a signed submission and back, as vendor and buyer would do it.</summary>
public sealed class CertificateTests
{
    private readonly string _folder = TestFolder.New("certificate-test");

    [Fact]
    public async Task A_conformant_run_is_signed_packed_and_verified()
    {
        var (key, pub) = Keys("vendor");
        var run = At("run");
        Assert.Contains("CONFORMANT cpu is conformant to FP-BASE", (await Tool.Run("certify", "cpu", "--profile", "FP-BASE", "--results", run)).Exits(0).Output, StringComparison.Ordinal);
        await Tool.Run("bench", "cpu", "--op", "Add/f32/a=128x768*", "--min-time", "0", "--results", At("speed"));
        Assert.Contains("tier.", (await Tool.Run("sign", run, At("speed"), "--key", key, "--by", "the tests")).Exits(1).Errors, StringComparison.Ordinal);
        Assert.Contains("PASSED", (await Tool.Run("sign", run, "--key", key, "--by", "the tests")).Exits(0).Output, StringComparison.Ordinal);
        File.Move(Path.Combine(run, "certificate.json"), At("elsewhere.json"));
        Assert.Contains("--certificate", (await Tool.Run("package", run, "--out", At("x.zip"))).Exits(2).Errors, StringComparison.Ordinal);
        (await Tool.Run("package", run, "--certificate", At("elsewhere.json"), "--out", At("x.zip"))).Exits(0);
        var verified = (await Tool.Run("verify", At("x.zip"), "--key", pub, "--sample", "3", "--nonce", "mine")).Exits(0);
        Assert.Contains("computed again from evidence: 3 of", verified.Output, StringComparison.Ordinal);
        foreach (var claim in (string[])["profile       FP-BASE", "determinism   D1", "speed         not measured", "waived        nothing", "by 'the tests', who says so himself", "not proved"])
            Assert.Contains(claim, verified.Output, StringComparison.Ordinal);
        Assert.Contains("held against the key", verified.Output, StringComparison.Ordinal);
        Assert.Contains("the constant of daily use", verified.Output, StringComparison.Ordinal);
        Assert.Contains("certificate.signature", (await Tool.Run("verify", At("x.zip"), "--key", Keys("stranger").Public, "--sample", "1", "--nonce", "mine")).Exits(8).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nonce_is_issued_for_a_plugin_and_a_selection_is_not_signed()
    {
        var (key, _) = Keys("buyer");
        var plugin = Path.Combine(Path.GetDirectoryName(Tool.Executable)!, "plugins/cpu/Tengen.Backends.Cpu.dll");
        (await Tool.Run("nonce", Sha256(plugin), "--key", key, "--out", At("nonce.json"))).Exits(0);
        (await Tool.Run("certify", "cpu", "--filter", "Relu/f32/*", "--issued-nonce", At("nonce.json"), "--results", At("run"))).Exits(0);
        var lines = File.ReadAllLines(At("run/results.jsonl"));
        Assert.Contains(lines, line => line.Contains("\"nonce_origin\":\"issued\"", StringComparison.Ordinal) && line.Contains(Sha256(plugin), StringComparison.Ordinal));
        if (OperatingSystem.IsLinux())
            Assert.Contains(lines, line => line.StartsWith("{\"module\"", StringComparison.Ordinal) && line.Contains("Tengen.Backends.Cpu.dll", StringComparison.Ordinal) && line.Contains(Sha256(plugin), StringComparison.Ordinal));
        Assert.Contains("selection", (await Tool.Run("sign", At("run"), "--key", key, "--by", "the tests")).Exits(1).Errors, StringComparison.Ordinal);
        Assert.Contains("issued for the plugin", (await Tool.Run("certify", CPlugin.Built("tiny"), "--issued-nonce", At("nonce.json"))).Exits(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waived_failure_stays_visible_and_a_stale_waiver_fails_the_run()
    {
        const string Failing = "MatMul/f32/a=5x64,b=64x7/uniform";
        string[] certify = ["certify", CPlugin.Built("zoo"), "--option", "zoo=tail-column", "--filter", Failing, "--filter", "MatMul/f32/a=16x16,*", "--json", "-", "--waivers", At("waivers.json")];
        File.WriteAllText(At("waivers.json"), Waivers(Failing));
        using var json = JsonDocument.Parse((await Tool.Run([.. certify, "--results", At("waived")])).Exits(0).Output);
        Assert.Equal(1, json.RootElement.GetProperty("verdicts").GetProperty("waived").GetInt32());
        (await Tool.Run("verify", At("waived"))).Exits(0);
        using var even = JsonDocument.Parse($"[{string.Join(',', File.ReadAllLines(At("waived/results.jsonl")).Where(line => line.Contains("\"case\":\"MatMul/f32/a=16x16,", StringComparison.Ordinal)))}]");
        File.WriteAllText(At("waivers.json"), Waivers(Failing, even.RootElement[0].GetProperty("result").GetProperty("case").GetString()!));
        Assert.Contains("stale", (await Tool.Run(certify)).Exits(6).Errors, StringComparison.Ordinal);
    }

    private static string Waivers(params string[] cases) =>
        $"{{\"waivers\":[{string.Join(',', cases.Select(id => $"{{\"case\":\"{id}\",\"owner\":\"o\",\"reason\":\"r\",\"url\":\"https://example.com/1\",\"expires\":\"9999-12-31\"}}"))}]}}";

    private static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private string At(string name) => Path.Combine(_folder, name);

    private (string Private, string Public) Keys(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(At($"{name}.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(At($"{name}.pub.pem"), key.ExportSubjectPublicKeyInfoPem());
        return (At($"{name}.pem"), At($"{name}.pub.pem"));
    }
}
