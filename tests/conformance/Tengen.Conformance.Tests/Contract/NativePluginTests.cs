// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Contract;
using Tengen.Conformance.Verdicts;
using Tengen.Host;
using Tengen.Tests;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>Cases that look at a plugin's own allocations: an honest plugin in C, blocking and not, and configurations of the zoo that leak.</summary>
[Collection(TwistedPluginCollection.Name)]
public sealed class NativePluginTests
{
    /// <summary>Cases that only a native plugin can be asked, each with the configurations that it must see.</summary>
    public static readonly (string Case, string Configuration)[] Leaks =
    [
        ("leaks/blocks-of-devices", "leaks-devices"), ("leaks/blocks-of-buffers", "leaks-buffers"), ("leaks/blocks-of-programs", "leaks-programs"),
        ("leaks/blocks-of-submissions", "leaks-submissions"), ("leaks/blocks-of-refusals", "leaks-refusals"), ("exhaustion/program-create", "leaks-halves"),
    ];

    public static TheoryData<string, string> Planted => [.. Leaks.Select(planted => (planted.Case, planted.Configuration))];

    public static TheoryData<string, string> Honest =>
        [.. ContractCases.All.Where(item => item.Name.Split('/')[0] is "exhaustion" or "leaks" or "loss").SelectMany(item => new[] { (item.Name, "blocking"), (item.Name, "async") })];

    [Theory]
    [MemberData(nameof(Honest))]
    public void An_honest_plugin_passes_or_has_nothing_to_look_at(string name, string mode)
    {
        var result = Judge(name, "tiny", "mode", mode);
        Assert.True(result.Verdict is Verdict.Pass or Verdict.Unsupported, $"{result.Verdict} {result.Rule}: {result.Text}");
        Assert.True(result.Verdict == Verdict.Pass || !Leaks.Any(planted => planted.Case == name), $"{result.Verdict} {result.Rule}: {result.Text}");
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_leak_is_seen(string name, string configuration)
    {
        var result = Judge(name, "zoo", "zoo", configuration);
        Assert.True((result.Verdict, result.Rule) == (Verdict.Contract, "TG-P-39"), $"{result.Verdict} {result.Rule}: {result.Text}");
    }

    private static CaseResult Judge(string name, string plugin, string option, string value)
    {
        var path = Repository.PathOf($"build/plugins/libtengen_{plugin}.so");
        Assert.SkipUnless(File.Exists(path), $"{path} is not there: cmake -B build && cmake --build build");
        var options = new Dictionary<string, string> { [option] = value };
        var library = PluginLibrary.Load(path);
        var device = library.Devices(new DeviceOptions { Settings = System.Collections.Immutable.ImmutableDictionary.CreateRange(options) })[0];
        return ContractCases.Run(ContractCases.Find(ContractCase.Prefix + name)!, new RawTarget(library, device, options));
    }
}
