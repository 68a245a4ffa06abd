// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Conformance;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen completion SHELL</c>: the script that completes verbs, options, backends, operators and profiles.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _tengen() {
                local IFS=$'\n'
                mapfile -t COMPREPLY < <(compgen -W "$(tengen "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")
                __ltrim_colon_completions "${COMP_WORDS[COMP_CWORD]}" 2>/dev/null
            }
            complete -o default -F _tengen tengen
            """,
        ["zsh"] = """
            #compdef tengen
            _tengen() {
                local -a words
                words=("${(@f)$(tengen "[suggest:$((${#BUFFER[1,CURSOR]}))]" "$BUFFER" 2>/dev/null)}")
                compadd -- "${words[@]}" || _files
            }
            compdef _tengen tengen
            """,
        ["fish"] = """
            complete -c tengen -f -a '(tengen "[suggest:"(commandline -C)"]" (commandline -cp | string collect) 2>/dev/null)'
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Prints the completion script of a shell: source <(tengen completion bash)") { shell };
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(Scripts[parsed.GetRequiredValue(shell)]);
            return (int)ExitCode.Conformant;
        });
        return command;
    }
}
