// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tengen.Cli.Tests.Tutorials;

/// <summary>Does what a page says, in a folder of its own with <c>tengen</c> on the path.</summary>
internal sealed class Reader : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tengen-tutorial-").FullName;
    private string _printed = "";

    /// <param name="step">To do now.</param>
    /// <param name="next">What follows it: commands end with 0, unless this shows a device that is not conformant.</param>
    public async Task Follow(TutorialStep step, TutorialStep? next)
    {
        switch (step.Kind)
        {
            case "sh":
                await Type(step, next is { Kind: "text" } && next.Lines.Any(line => line.StartsWith("NOT CONFORMANT", StringComparison.Ordinal)) ? 1 : 0);
                break;
            case "diff":
                Edit(step);
                break;
            default:
                Compare(step);
                break;
        }
    }

    private async Task Type(TutorialStep step, int code)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-c", string.Join('\n', step.Lines)]) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Tool.Executable)}:{start.Environment["PATH"]}";
        start.Environment["XDG_STATE_HOME"] = _folder;
        using var shell = Process.Start(start)!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        _printed = await output;
        Assert.True(shell.ExitCode == code, $"line {step.Line} ended with {shell.ExitCode}:\n{_printed}\n{await errors}");
    }

    /// <summary>A hunk without line numbers: what it takes away and keeps stands in the file once.</summary>
    private void Edit(TutorialStep step)
    {
        var path = Path.Combine(_folder, step.Lines.Single(line => line.StartsWith("+++ b/", StringComparison.Ordinal))[6..]);
        var hunk = step.Lines.Where(line => !line.StartsWith("+++ ", StringComparison.Ordinal) && !line.StartsWith("--- ", StringComparison.Ordinal)).ToList();
        var (before, after) = (Side('+'), Side('-'));
        var text = File.ReadAllText(path);
        Assert.True(text.Split(before).Length == 2, $"line {step.Line}: this does not stand once in {path}:\n{before}");
        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));

        string Side(char other) => string.Join('\n', hunk.Where(line => !line.StartsWith(other)).Select(line => line.Length > 0 ? line[1..] : ""));
    }

    /// <summary>Every line of the block, in order, is one that was printed.</summary>
    private void Compare(TutorialStep step)
    {
        var rest = _printed.Split('\n').AsEnumerable();
        foreach (var line in step.Lines)
        {
            var wanted = new Regex($"^{Regex.Escape(line).Replace(@"\[\.\.\.]", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant);
            rest = rest.SkipWhile(printed => !wanted.IsMatch(printed.TrimEnd())).ToList();
            Assert.True(rest.Any(), $"line {step.Line}: '{line}' was not printed:\n{_printed}");
            rest = rest.Skip(1);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
