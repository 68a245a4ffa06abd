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
                local IFS=$'\n' word=${COMP_LINE:0:COMP_POINT} typed=${COMP_WORDS[COMP_CWORD]}
                word=${word##* }
                mapfile -t COMPREPLY < <(tengen "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
                [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]] && compopt -o nospace
                COMPREPLY=("${COMPREPLY[@]#"${word%"$typed"}"}")
            }
            complete -o default -F _tengen tengen
            """,
        ["zsh"] = """
            #compdef tengen
            _tengen() {
                local line="${(j: :)words[1,CURRENT-1]} $PREFIX"
                local -a found
                found=(${(f)"$(tengen "[suggest:${#line}]" "$line" 2>/dev/null)"})
                if (( $#found )); then
                    compadd -S '' -- ${(M)found:#*/}
                    compadd -- ${found:#*/}
                else
                    _files
                fi
            }
            (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
            compdef _tengen tengen
            [[ "$funcstack[1]" != _tengen ]] || _tengen "$@"
            """,
        ["fish"] = """
            function __tengen
                set -l line (commandline -cp | string collect)
                set -l found (tengen "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
                if set -q found[1]
                    printf '%s\n' $found
                else
                    __fish_complete_path (commandline -ct)
                end
            end
            complete -c tengen -f -a '(__tengen)'
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
