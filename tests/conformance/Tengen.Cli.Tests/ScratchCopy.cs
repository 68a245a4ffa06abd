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

    /// <summary>Copies a file that was built and is no source.</summary>
    public void Bring(string relative)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.Copy(Repository.PathOf(relative), PathOf(relative));
    }

    /// <summary>Copies a folder of what was built, with all that is in it.</summary>
    public void BringFolder(string source, string relative)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = PathOf(Path.Combine(relative, Path.GetRelativePath(source, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
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

    /// <summary>Runs a program that has to exit with 0; skips the test when it is not installed.</summary>
    public async Task<string> Succeeds(string program, params string[] arguments)
    {
        try
        {
            var (code, output) = await Run(program, arguments);
            Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} exits {code}:\n{output}");
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed");
            throw;
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
