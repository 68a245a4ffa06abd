// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Interop.Generator.Layout;

namespace Tengen.Interop.Generator.Commands;

/// <summary>The interface gate: <c>compare BASELINE NEW</c>. Exit codes: 0 only grew, 1 broken, 2 unreadable.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var baseline = new Argument<string>("baseline") { Description = "The layout manifest of the released interface." };
        var candidate = new Argument<string>("new") { Description = "The layout manifest to judge." };
        var command = new Command("compare", "Checks that an interface only grew at its ends.") { baseline, candidate };
        command.SetAction(arguments =>
            Run(arguments.GetRequiredValue(baseline), arguments.GetRequiredValue(candidate), arguments.InvocationConfiguration));
        return command;
    }

    private static int Run(string baseline, string candidate, InvocationConfiguration console)
    {
        try
        {
            var breaks = AppendOnly.Breaks(LayoutManifest.Parse(File.ReadAllText(baseline)), LayoutManifest.Parse(File.ReadAllText(candidate)));
            foreach (var message in breaks)
            {
                console.Output.WriteLine(message);
            }

            return breaks.Count == 0 ? 0 : 1;
        }
        catch (Exception e) when (e is GeneratorException or IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine(e.Message);
            return 2;
        }
    }
}
