// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;

namespace Tengen.Interop.Generator.Commands;

/// <summary>The command line: <c>CONFIG [--check]</c>, or <c>compare BASELINE NEW</c>.</summary>
internal static class CommandLine
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Generates C# bindings from C headers, over libclang.") { GenerateCommand.Configuration, GenerateCommand.Check };
        root.SetAction(GenerateCommand.Run);
        root.Subcommands.Add(CompareCommand.Create());
        return root;
    }
}
