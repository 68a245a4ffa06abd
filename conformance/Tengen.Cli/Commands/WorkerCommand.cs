// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Conformance.Workers;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen worker</c>: the process in which a backend runs. Started by the supervisor, not by people.</summary>
internal static class WorkerCommand
{
    public const string Name = "worker";

    public static Command Create()
    {
        var command = new Command(Name, "Runs cases on behalf of another tengen process.") { Hidden = true };
        command.SetAction(_ => WorkerLoop.Run());
        return command;
    }
}
