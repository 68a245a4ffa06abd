// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Spectre.Console;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Profiles;
using Tengen.Conformance.Speed.Cheats;
using Tengen.Conformance.Verdicts;
using Tengen.Reference;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen explain</c>: what a label, verdict, gate, exit code, operator or profile in the output means.</summary>
internal static class ExplainCommand
{
    private const string Numbers = "numbers";

    public static Command Create()
    {
        var topic = new Argument<string?>("topic")
        {
            Description = "TG-P-25, a gate (gate.hard), a verdict (flaky), an exit code (exit:4), an operator (op:Conv), a profile (profile:FP-BASE), 'gates', 'verdicts' or 'numbers'. None lists the topics.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "topic",
        };
        topic.CompletionSources.Add(_ => Topics().Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        var markdown = new Option<DirectoryInfo?>("--markdown") { Description = "Write the pages of all operators and their index into this folder." };
        var command = new Command("explain", "Explains a label, gate, verdict, exit code, operator or profile.") { topic, markdown };
        command.SetAction(parsed => parsed.GetValue(markdown) is { } folder ? Write(parsed.GetValue(topic), folder) : Explain(parsed.GetValue(topic)));
        return command;
    }

    private static int Write(string? topic, DirectoryInfo folder)
    {
        if (topic is not null)
            throw new UsageException("--markdown writes the pages of all operators: it takes no topic");
        try
        {
            folder.Create();
            foreach (var (file, text) in OperatorPages.Markdown)
                File.WriteAllText(Path.Combine(folder.FullName, file), text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{folder.FullName}' cannot be written: {e.Message}");
        }
        return (int)ExitCode.Conformant;
    }

    private static int Explain(string? topic)
    {
        if (topic is not null && topic.StartsWith("op:", StringComparison.Ordinal) && OperatorSet.Kernels.Find("", topic[3..]) is { } kernel)
        {
            PageDisplay.Print(OperatorPage.Of(kernel));
            return (int)ExitCode.Conformant;
        }
        if (topic == Numbers)
        {
            PageDisplay.Print(NumberSystemsPage.Of(OperatorSet.Kernels.All));
            return (int)ExitCode.Conformant;
        }
        var text = topic switch
        {
            null => string.Join('\n', Topics()),
            "gates" => string.Join("\n\n", Gate.All.Select(Text)),
            "verdicts" => string.Join('\n', Enum.GetValues<Verdict>().Select(verdict => $"{verdict.Name()}: {VerdictText.Of(verdict)}")),
            _ when Obligation.Find(topic) is { } found => $"{found.Label}: {found.Rule}\nenforced by {found.Enforcer}; when broken: {found.Consequence}{(found.Validated is { } what ? $"\n--layer validate looks at: {what}" : "")}{Cases(topic)}",
            _ when Gate.All.FirstOrDefault(gate => gate.Name == topic) is { } gate => Text(gate),
            _ when SpeedRule.All.FirstOrDefault(rule => rule.Name == topic) is { } rule => $"{rule.Name}: {rule.Rule}\nwhen broken: {(rule.Suspicious ? "the run fails" : "the figure has no claim")}",
            _ when Label.Find(topic) is { } label => $"{label.Name}: {label.Rule}\nwhere it does not hold: {label.Next}",
            _ when VerdictNames.TryParse(topic, out var verdict) => VerdictText.Of(verdict),
            _ when topic.StartsWith("exit:", StringComparison.Ordinal) && Enum.TryParse<ExitCode>(topic[5..], out var code) && Enum.IsDefined(code) => $"exit code {(int)code}: {code}",
            _ when topic.StartsWith("profile:", StringComparison.Ordinal) => ProfilePage.Of(ProfileOption.Find(topic[8..])),
            _ => throw new UsageException($"there is no topic '{topic}'", $"{(Meant(topic) is { } meant ? $"did you mean {meant}? " : "")}tengen explain lists the topics"),
        };
        Terminal.Data.WriteLine(text);
        return (int)ExitCode.Conformant;
    }

    /// <summary>The topic that a name without its kind, or a slip of the finger, stands for.</summary>
    private static string? Meant(string topic) => Topics().FirstOrDefault(name => name.EndsWith($":{topic}", StringComparison.OrdinalIgnoreCase)) ?? Closest.To(topic, Topics());

    private static string Cases(string label) => ObligationCoverage.Find(label) is { Cases.Count: > 0 } coverage ? $"\ncases: {string.Join(' ', coverage.Cases)}" : "";

    private static string Text(Gate gate) => $"{gate.Name}: {gate.Rule}\nnot in force for: {gate.WhenAbsent}";

    private static IEnumerable<string> Topics() =>
    [
        "gates",
        "verdicts",
        Numbers,
        .. Gate.All.Select(gate => gate.Name),
        .. SpeedRule.All.Select(rule => rule.Name),
        .. Label.All.Select(label => label.Name),
        .. Enum.GetValues<Verdict>().Select(verdict => verdict.Name()),
        .. Enum.GetValues<ExitCode>().Select(code => $"exit:{(int)code}"),
        .. OperatorSet.Contracts.All.Select(contract => $"op:{contract.Name}"),
        .. ProfileLibrary.All.Select(profile => $"profile:{profile.Name}"),
        .. Obligation.All.Select(obligation => obligation.Label),
    ];
}
