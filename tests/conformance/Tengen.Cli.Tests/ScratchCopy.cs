// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>A copy of the tree in a temporary folder, to be changed and built. Deleted when disposed.</summary>
internal sealed class ScratchCopy : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tengen-scratch-").FullName;

    public ScratchCopy()
    {
        foreach (var file in Repository.Files)
        {
            var target = PathOf(file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Repository.PathOf(file), target);
        }
    }

    public string PathOf(string relative) => Path.Combine(_root, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    /// <summary>Runs a program in the copy and gives what it printed.</summary>
    public async Task<(int ExitCode, string Output)> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_STATE_HOME"] = Path.Combine(_root, "state");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
