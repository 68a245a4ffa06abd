// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>Runs the built <c>tengen</c> as a user would: as a process, with pipes.</summary>
internal static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static string Executable { get; } = Repository.Tool;

    public static async Task<ToolRun> Run(params string[] arguments) => await Finish(Start(arguments));

    /// <summary>Starts the tool; the caller may signal it before <see cref="Finish"/>.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["XDG_STATE_HOME"] = Path.Combine(Path.GetTempPath(), "tengen-cli-tests");
        return Process.Start(start)!;
    }

    public static async Task<ToolRun> Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        var run = new ToolRun(process.ExitCode, await output, await errors);
        process.Dispose();
        return run;
    }
}

/// <summary>What a finished run of the tool came to.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"exit {ExitCode}\n--- stdout\n{Output}\n--- stderr\n{Errors}";

    public ToolRun Exits(int code)
    {
        Assert.True(ExitCode == code, $"expected exit {code}: {this}");
        return this;
    }
}
