// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Repeats;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.OrdinaryHost;
using Tengen.Reference.Cases;
using Tengen.Tests;

namespace Tengen.Conformance.Tests.Repeats;

/// <summary>A plugin in an ordinary host: what it can see of the suite, and what becomes of one that ends its process.</summary>
public sealed class OrdinarySubjectTests : IDisposable
{
    private const string Product = "MatMul/f32/a=5x64,b=64x7/uniform";
    private readonly NeutralFolder _folder = new();

    [Fact]
    public void Nothing_of_the_process_names_the_suite()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no /proc");
        using var process = new OrdinaryProcess(_folder.Program);
        Assert.IsType<Answer.Opened>(process.Ask(Opening("twin-plain").Write, TimeSpan.FromSeconds(30)));
        var seen = string.Concat(new[] { "comm", "cmdline", "environ", "maps" }.Select(name => File.ReadAllText($"/proc/{process.Id}/{name}")));
        Assert.DoesNotContain("Conformance", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Reference", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Ordinary", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("TENGEN_", seen, StringComparison.Ordinal);
        Assert.Equal([NeutralFolder.Runtime, _folder.Program], File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain(new DirectoryInfo($"/proc/{process.Id}/fd").GetFiles(), file => file.LinkTarget is { } open && open != Plugin() && open.Contains("tengen", StringComparison.Ordinal));
    }

    [Fact]
    public void It_computes_what_it_computes_in_the_suite()
    {
        using var there = new OrdinarySubject(Settings("twin-plain"), _folder.Program);
        using var here = new AbiSubject(Settings("twin-plain"));
        var (graph, inputs) = Question();
        var (one, other) = (Assert.IsType<SubjectOutcome.Ran>(there.Run(graph, inputs)), Assert.IsType<SubjectOutcome.Ran>(here.Run(graph, inputs)));
        Assert.Equal(other.Outputs[0].AsBytes(), one.Outputs[0].AsBytes());
        Assert.Equal(other.Numerics.Determinism, one.Numerics.Determinism);
    }

    [Fact]
    public void A_crash_costs_one_question_and_the_next_one_has_a_fresh_process()
    {
        using var subject = new OrdinarySubject(Settings("crash"), _folder.Program);
        var (graph, inputs) = Question();
        for (var question = 0; question < 2; question++)
        {
            var broke = Assert.IsType<SubjectOutcome.Broke>(subject.Run(graph, inputs));
            Assert.Equal((Verdict.Crash, "TG-P-3"), (broke.Verdict, broke.Rule));
            Assert.Contains("SIG", broke.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_hang_is_ended()
    {
        using var subject = new OrdinarySubject(Settings("hang") with { SoftLimit = TimeSpan.FromSeconds(3) }, _folder.Program);
        var (graph, inputs) = Question();
        Assert.Equal(Verdict.Hang, Assert.IsType<SubjectOutcome.Broke>(subject.Run(graph, inputs)).Verdict);
    }

    [Fact]
    public void A_device_that_does_not_open_there_is_the_answer()
    {
        using var subject = new OrdinarySubject(Settings("nobody"), _folder.Program);
        var (graph, inputs) = Question();
        Assert.Contains("no configuration of the zoo", Assert.IsType<SubjectOutcome.Broke>(subject.Run(graph, inputs)).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static (Tengen.Graph.Graph Graph, IReadOnlyList<Tengen.Graph.Tensor> Inputs) Question()
    {
        var instance = Case.Parse(Product).Materialise(Case.DailyNonce);
        return (instance.Graph, instance.Inputs);
    }

    private static string Plugin()
    {
        var plugin = Repository.PathOf("build/plugins/libtengen_zoo.so");
        Assert.SkipUnless(File.Exists(plugin), $"{plugin} is not there: cmake -B build && cmake --build build");
        return plugin;
    }

    private static WorkerSettings Settings(string configuration) => new(Plugin(), 0, new Dictionary<string, string> { ["zoo"] = configuration }, Case.DailyNonce, []);

    private static DeviceRequest Opening(string configuration) => new(Plugin(), [], 0, new Dictionary<string, string> { ["zoo"] = configuration });
}
