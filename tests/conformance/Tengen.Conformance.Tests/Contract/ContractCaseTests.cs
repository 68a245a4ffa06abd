// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Contract;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>The suite's contract cases on an honest device, and on the same device with one planted fault.</summary>
[Collection(TwistedPluginCollection.Name)]
public sealed class ContractCaseTests
{
    public static TheoryData<string> Cases => [.. ContractCases.All.Select(item => item.Name).Where(name => !name.StartsWith("leaks/blocks-", StringComparison.Ordinal))];

    public static TheoryData<string, string> Faults => [.. Twists.All.Select(planted => (planted.Name, planted.Case))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_honest_device_passes(string name)
    {
        var result = Judge(name, new Twist(), TimeSpan.FromSeconds(20));
        Assert.True(result.Verdict == Verdict.Pass, $"{result.Verdict} {result.Rule}: {result.Text}");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_seen_and_named(string fault, string name)
    {
        var planted = Twists.All.Single(planted => planted.Name == fault && planted.Case == name);
        var result = Judge(name, planted.Twist(), TimeSpan.FromSeconds(0.5));
        Assert.True((result.Verdict, result.Rule) == (Verdict.Contract, planted.Rule), $"{result.Verdict} {result.Rule}: {result.Text}");
    }

    [Fact]
    public void Every_case_and_every_rule_it_claims_has_a_planted_fault()
    {
        Assert.Empty(ContractCases.All.Select(item => item.Name).Except(Twists.All.Select(planted => planted.Case)).Except(NativePluginTests.Leaks.Select(planted => planted.Case)));
        Assert.Empty(ContractCases.All.SelectMany(item => item.Rules).Except(Twists.All.Select(planted => planted.Rule)));
    }

    private static CaseResult Judge(string name, Twist twist, TimeSpan patience)
    {
        TwistedPlugin.Twist = twist;
        var library = TwistedPlugin.Library;
        var target = new RawTarget(library, library.Devices()[0], new Dictionary<string, string>()) { Patience = patience, ChecksHost = true };
        try
        {
            return ContractCases.Run(ContractCases.Find(ContractCase.Prefix + name)!, target);
        }
        finally
        {
            twist.After?.Invoke();
        }
    }
}
