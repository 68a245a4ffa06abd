// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Workers;

namespace Tengen.Cli.Commands;

/// <summary>
/// <c>tengen worker</c>: the process in which a backend runs. Started by the supervisor, not by people, and so often that the command line of
/// people is not even built for it.
/// </summary>
internal static class WorkerCommand
{
    public const string Name = "worker";

    public static bool IsMeant(string[] args) => args is [Name];

    public static int Run() => WorkerLoop.Run();
}
