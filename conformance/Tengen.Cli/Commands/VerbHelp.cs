// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Tengen.Conformance;

namespace Tengen.Cli.Commands;

/// <summary><c>--help</c>: of the tool its verbs in groups; of a verb its arguments and options, and an example. As wide as the terminal, 100 columns elsewhere.</summary>
internal sealed class VerbHelp : SynchronousCommandLineAction
{
    private const int WidthWhenPiped = 100, NameWidth = 12;

    /// <summary>Who asks for help need not have given what the verb requires.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        if (command is RootCommand)
        {
            Print(Console.Out, command.Description ?? "");
            return (int)ExitCode.Conformant;
        }
        var code = new HelpAction { MaxWidth = Width }.Invoke(parseResult);
        if (Verbs.All.SelectMany(group => group.Verbs).FirstOrDefault(verb => verb.Command == command) is { } shown)
            Console.Out.WriteLine($"Example:\n  {shown.Example}\n");
        return code;
    }

    /// <summary>Every verb with what it does in a line or more.</summary>
    public static void Print(TextWriter output, string purpose)
    {
        output.WriteLine(purpose);
        output.WriteLine("\nUsage: tengen VERB ...; tengen VERB --help tells the rest; --version");
        foreach (var group in Verbs.All)
        {
            output.WriteLine($"\n{group.Title}");
            foreach (var verb in group.Verbs)
                foreach (var (i, line) in Wrapped(verb.Command.Description ?? "", Width - NameWidth - 2).Index())
                    output.WriteLine($"  {(i == 0 ? verb.Command.Name : ""),-NameWidth}{line}");
        }
        output.WriteLine("\nExamples");
        foreach (var verb in Verbs.All.SelectMany(group => group.Verbs).Where(verb => verb.Command.Name is "new" or "certify" or "report" or "bench"))
            output.WriteLine($"  {verb.Example}");
        output.WriteLine("\nBACKEND is cpu, opencl, tiny, null, reference, or the absolute path of a plugin.");
    }

    private static int Width => Console.IsOutputRedirected || Console.WindowWidth < 40 ? WidthWhenPiped : Console.WindowWidth;

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        yield return line;
    }
}
