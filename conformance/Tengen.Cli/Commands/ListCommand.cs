// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Plans;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen list</c>: the ids of the generated cases, one a line.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var patterns = new Argument<string[]>("pattern") { Description = "Globs over case ids, such as 'Conv/*'.", Arity = ArgumentArity.ZeroOrMore };
        patterns.CompletionSources.Add(Suggestions.Globs);
        var profile = new ProfileOption();
        var command = new Command("list", "Prints the ids of the generated cases.") { patterns, profile.Option };
        command.SetAction(parsed =>
        {
            var filter = new CaseFilter(parsed.GetValue(patterns) ?? []);
            var ids = (profile.Chosen(parsed)?.CaseIds ?? CaseCatalogue.Ids).Where(filter.Matches).ToList();
            foreach (var id in ids)
                Console.Out.WriteLine(id);
            if (ids.Count > 0)
                return (int)ExitCode.Conformant;
            Terminal.Error("no case matches", "tengen list prints all of them");
            return (int)ExitCode.NothingSelected;
        });
        return command;
    }
}
