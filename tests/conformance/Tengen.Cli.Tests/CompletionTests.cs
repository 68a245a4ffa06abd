// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>The completion scripts in the shells that they are for.</summary>
public sealed class CompletionTests
{
    private static readonly (string Line, string Offers)[] Lines =
    [
        ("tengen cert", "certify"),
        ("tengen certify tin", "tiny"),
        ("tengen certify cpu --prof", "--profile"),
        ("tengen certify cpu --profile FP-B", "FP-BASE"),
        ("tengen certify cpu --layer val", "validate"),
        ("tengen bench cpu --shapes ge", "gemm"),
        ("tengen explain gate.har", "gate.hard"),
        ("tengen repro cpu Softpl", "Softplus/"),
    ];

    [Fact]
    public async Task Words_are_suggested_for_a_place_in_a_line()
    {
        foreach (var (line, offers) in Lines)
            Assert.Equal([offers], Words((await Tool.Run($"[suggest:{line.Length}]", line)).Exits(0).Output));
        var verbs = Words((await Tool.Run("[suggest:7]", "tengen ")).Exits(0).Output);
        Assert.Contains("certify", verbs);
        Assert.DoesNotContain(verbs, word => word.StartsWith('-'));
    }

    [Fact]
    public async Task Bash_completes()
    {
        var (script, folder) = await Script("bash");
        var asks = Lines.Select(pair => $"COMP_LINE='{pair.Line}'; COMP_POINT={pair.Line.Length}; COMP_WORDS=({pair.Line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _tengen; printf '%s\\n' \"${{COMPREPLY[@]}}\"");
        Assert.Equal(Lines.Select(pair => pair.Offers), Words(await Shell("bash", folder, "--norc", "-c", $"compopt() {{ :; }}; source '{script}'; {string.Join("; ", asks)}")));
    }

    [Fact]
    public async Task Fish_completes()
    {
        var (script, folder) = await Script("fish");
        var asks = string.Join("; ", Lines.Select(pair => $"complete -C '{pair.Line}'"));
        Assert.Equal(Lines.Select(pair => pair.Offers), Words(await Shell("fish", folder, "--no-config", "-c", $"source '{script}'; {asks}")));
    }

    /// <summary>In a terminal of its own, since nothing else completes in zsh: each line ends up completed in a file.</summary>
    [Fact]
    public async Task Zsh_completes()
    {
        var (script, folder) = await Script("zsh");
        var driver = $$"""
            zmodload zsh/zpty
            zpty z zsh -f -i
            zpty -w z "PS1= ; autoload -Uz compinit; compinit -u -d '{{folder}}/dump'; source '{{script}}'; tell() { print -r -- \"<<\$BUFFER>>\"; BUFFER=; }; zle -N tell; bindkey '^Xq' tell; print '<<'ready'>>'"
            zpty -r z line '*<<ready>>*'
            for typed in {{string.Join(' ', Lines.Select(pair => $"'{pair.Line}'"))}}; do
                zpty -w -n z "$typed"$'\t'
                zpty -w -n z $'\x18q'
                zpty -r z line '*<<*>>*'
                print -r -- "${${line##*<<}%%>>*}"
            done
            zpty -d z
            """;
        var file = Path.Combine(folder, "driver.zsh");
        await File.WriteAllTextAsync(file, driver, TestContext.Current.CancellationToken);
        Assert.Equal(Lines.Select(pair => $"{pair.Line[..(pair.Line.LastIndexOf(' ') + 1)]}{pair.Offers}"), Words(await Shell("zsh", folder, "-f", file)).Select(line => line.TrimEnd()));
    }

    private static string[] Words(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<(string Script, string Folder)> Script(string shell)
    {
        var folder = TestFolder.New("completion");
        var script = Path.Combine(folder, $"tengen.{shell}");
        await File.WriteAllTextAsync(script, (await Tool.Run("completion", shell)).Exits(0).Output, TestContext.Current.CancellationToken);
        return (script, folder);
    }

    /// <summary>Skips the test, and says so, where the shell is not installed.</summary>
    private static async Task<string> Shell(string shell, string home, params string[] arguments)
    {
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell))), $"{shell} is not installed, so its completion was not tried: apt-get install {shell}");
        var start = new ProcessStartInfo(shell, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Tool.Executable)}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = home;
        return (await Tool.Finish(Process.Start(start)!)).Exits(0).Output;
    }
}
