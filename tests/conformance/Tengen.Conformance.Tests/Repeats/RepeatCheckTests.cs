// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Tests.Evidence;

namespace Tengen.Conformance.Tests.Repeats;

/// <summary>A verifier sees whether what the nonce draws was repeated, and whether what is recorded of it holds.</summary>
public sealed class RepeatCheckTests
{
    [Fact]
    public void A_drawn_case_that_was_not_repeated_is_named()
    {
        using var folder = new RecordedFolder();
        RecordedFolder.Replace(folder.Results, "\"repeats\":false", "\"repeats\":true");
        Assert.Equal("repeat.missing", Assert.Single(folder.Faults()).Rule);
    }

    [Fact]
    public void A_repetition_that_is_recorded_as_it_was_holds()
    {
        using var folder = Repeated("{\"bit_for_bit\":1}");
        Assert.Empty(folder.Faults());
    }

    [Theory]
    [InlineData("{\"bit_for_bit\":7}", "repeat.figures")]
    [InlineData("{\"bit_for_bit\":1,\"evidence\":\"00\"}", "evidence.damaged")]
    public void One_that_is_recorded_otherwise_does_not(string repeat, string rule)
    {
        using var folder = Repeated(repeat);
        Assert.Equal(rule, Assert.Single(folder.Faults()).Rule);
    }

    /// <summary>Every case of the folder is said to have been repeated.</summary>
    private static RecordedFolder Repeated(string repeat)
    {
        var folder = new RecordedFolder();
        RecordedFolder.Replace(folder.Results, "\"repeats\":false", "\"repeats\":true");
        var line = File.ReadLines(folder.Results).First(text => text.Contains($"\"case\":\"{RecordedFolder.Cases[0]}\"", StringComparison.Ordinal) && text.Contains("\"result\"", StringComparison.Ordinal));
        foreach (var text in File.ReadAllLines(folder.Results).Where(text => text.StartsWith("{\"result\"", StringComparison.Ordinal)))
            RecordedFolder.Replace(folder.Results, text, text.Replace("\"tries\":1", $"\"repeat\":{(text == line ? repeat : "{\"bit_for_bit\":1}")},\"tries\":1", StringComparison.Ordinal));
        return folder;
    }
}
