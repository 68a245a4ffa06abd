// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
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
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                Terminal.Error(error.Message);
            Terminal.Next($"tengen {string.Join(' ', parsed.CommandResult.Command.Name == root.Name ? [] : [parsed.CommandResult.Command.Name])} --help");
            return (int)ExitCode.Usage;
        }
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
            return Report(e.Message, "tengen doctor checks what the machine offers", ExitCode.BackendDidNotLoad);
        }
        catch (SuiteFaultException e)
        {
            return Report(e.Message, $"this is a fault of the suite, not of the backend; report it with: tengen repro '{e.Case}'", ExitCode.SuiteFault);
        }
        catch (JournalException e)
        {
            return Report(e.Message, "choose another folder with --results", ExitCode.Usage);
        }
        catch (ResultsException e)
        {
            return Report(e.Message, "tengen certify BACKEND --results FOLDER writes such a file", ExitCode.Usage);
        }
        catch (OperationCanceledException)
        {
            return Report("interrupted", null, ExitCode.Incomplete);
        }
    }

    private static int Report(string message, string? next, ExitCode code)
    {
        Terminal.Error(message, next);
        return (int)code;
    }
}
