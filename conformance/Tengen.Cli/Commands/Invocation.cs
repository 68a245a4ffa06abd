// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.CommandLine.Parsing;
using Tengen.Cli.Backends;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Workers;

namespace Tengen.Cli.Commands;

/// <summary>Runs the command line and turns what a verb throws into one message and one exit code.</summary>
internal static class Invocation
{
    public static async Task<int> Run(RootCommand root, string[] args)
    {
        if (args.Length == 0)
        {
            VerbHelp.Print(Console.Error, root.Description ?? "");
            return (int)ExitCode.Usage;
        }
        if (Suggestions.Print(root, args))
            return (int)ExitCode.Conformant;
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
            return Misused(parsed);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
        }
        catch (UsageException e)
        {
            return Report(e.Message, e.Next, ExitCode.Usage);
        }
        catch (BackendNotFoundException e)
        {
            return Report(e.Message, e.Next, ExitCode.BackendDidNotLoad);
        }
        catch (WorkerStartException e)
        {
            return Report(e.Message, LoadAdvice.Of(e.Message), ExitCode.BackendDidNotLoad);
        }
        catch (OtherDeviceException e)
        {
            return Report(e.Message, "give it the device that it had, or certify without --resume", ExitCode.Usage);
        }
        catch (SuiteFaultException e)
        {
            return Report(e.Message, $"this is a fault of the suite, not of the backend; report it with: tengen repro BACKEND '{e.Case}'", ExitCode.SuiteFault);
        }
        catch (JournalException e)
        {
            return Report(e.Message, "choose another folder with --results", ExitCode.Usage);
        }
        catch (ResultsException e)
        {
            return Report(e.Message, "tengen certify BACKEND --results FOLDER writes such a file", ExitCode.Usage);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Report(e.Message, null, ExitCode.Usage);
        }
        catch (OperationCanceledException)
        {
            return Report("interrupted", "run the same command again; only certify goes on where it was", ExitCode.Incomplete);
        }
    }

    /// <summary>Says what the command line lacks or has too much; of words that mean nothing only the first one, and what it may have meant.</summary>
    private static int Misused(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var help = $"tengen {(command is RootCommand ? "" : string.Join(' ', Path(parsed.CommandResult)) + " ")}--help";
        if (parsed.UnmatchedTokens is [var word, ..])
        {
            var names = word.StartsWith('-') ? command.Options.Concat(parsed.RootCommandResult.Command.Options).Select(option => option.Name) : command.Subcommands.Select(verb => verb.Name);
            var verb = command is RootCommand ? "tengen" : $"tengen {string.Join(' ', Path(parsed.CommandResult))}";
            var what = word.StartsWith('-') ? "has no option" : command.Subcommands.Count > 0 ? "has no verb" : "takes no further argument:";
            return Report($"{verb} {what} '{word}'", Closest.To(word, names) is { } meant ? $"did you mean {meant}? {help}" : help, ExitCode.Usage);
        }
        foreach (var error in parsed.Errors)
            Terminal.Error(string.Join(' ', error.Message.Split((char[])['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)));
        Terminal.Next(help);
        return (int)ExitCode.Usage;
    }

    private static IEnumerable<string> Path(CommandResult result) => result.Parent is CommandResult parent ? [.. Path(parent), result.Command.Name] : [];

    private static int Report(string message, string? next, ExitCode code)
    {
        Terminal.Error(message, next);
        return (int)code;
    }
}
