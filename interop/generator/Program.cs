// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Interop.Generator.Commands;

var root = new RootCommand("Generates C# bindings from C headers, over libclang.") { GenerateCommand.Configuration, GenerateCommand.Check };
root.SetAction(GenerateCommand.Run);
root.Subcommands.Add(CompareCommand.Create());
return root.Parse(args).Invoke();
