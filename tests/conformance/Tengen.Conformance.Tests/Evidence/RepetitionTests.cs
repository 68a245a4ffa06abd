// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Inventory;

namespace Tengen.Conformance.Tests.Evidence;

/// <summary>A second run of the same questions agrees with the first one, or it is said where it does not.</summary>
public sealed class RepetitionTests
{
    private static DeviceIdentity Device(string fingerprint) => new() { Name = "d", Vendor = "v", Driver = "1", Location = "here", Fingerprint = fingerprint, Kind = "cpu" };

    [Fact]
    public void On_one_fingerprint_verdicts_and_bits_agree()
    {
        using var first = new RecordedFolder(Device("f"));
        using var again = new RecordedFolder(Device("f"));
        var repetition = Compare(first, again);
        Assert.Empty(repetition.Faults);
        Assert.Equal((true, 3, 3), (repetition.SameDevice, repetition.Compared, repetition.BitForBit));
    }

    [Fact]
    public void On_another_device_only_verdicts_are_compared()
    {
        using var first = new RecordedFolder(Device("f"));
        using var again = new RecordedFolder(Device("g"));
        RecordedFolder.Replace(again.Results, $"\"case\":\"{RecordedFolder.Cases[0]}\",\"verdict\":\"pass\"", $"\"case\":\"{RecordedFolder.Cases[0]}\",\"verdict\":\"fail\"");
        var repetition = Compare(first, again);
        var fault = Assert.Single(repetition.Faults);
        Assert.Equal((RecordedFolder.Cases[0], "repeat.verdict"), (fault.Where, fault.Rule));
        Assert.Equal((false, 3, 0), (repetition.SameDevice, repetition.Compared, repetition.BitForBit));
    }

    [Fact]
    public void Other_bits_than_were_promised_are_found()
    {
        using var first = new RecordedFolder(Device("f"));
        using var again = new RecordedFolder(Device("f"));
        var lines = File.ReadAllLines(again.EvidencePath);
        var at = lines[0].IndexOf("\"sha256\":\"", StringComparison.Ordinal) + 10;
        var other = lines[0][..at] + new string('0', 64) + lines[0][(at + 64)..];
        RecordedFolder.Replace(again.Results, Digest(lines[0]), Digest(other));
        File.WriteAllLines(again.EvidencePath, [other, .. lines[1..]]);
        var fault = Assert.Single(Compare(first, again).Faults);
        Assert.Equal((RecordedFolder.Cases[0], "repeat.bits"), (fault.Where, fault.Rule));
    }

    [Theory]
    [InlineData("\"nonce\":\"of the test\"", "\"nonce\":\"of another\"", "repeat.conditions")]
    [InlineData("\"clock\":\"low\"", "\"clock\":\"high\"", "repeat.conditions")]
    [InlineData("\"result\"", "\"other\"", "repeat.nothing")]
    public void A_run_that_asked_something_else_is_no_repetition(string text, string by, string rule)
    {
        using var first = new RecordedFolder();
        using var again = new RecordedFolder();
        RecordedFolder.Replace(again.Results, text, by);
        Assert.Equal(rule, Assert.Single(Compare(first, again).Faults).Rule);
    }

    private static string Digest(string line) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(line)));

    private static Repetition Compare(RecordedFolder first, RecordedFolder again)
    {
        using var one = new RunFiles(first.Results);
        using var other = new RunFiles(again.Results);
        return new Repetition(one, other);
    }
}
