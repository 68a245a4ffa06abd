// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Workers;

/// <summary>How to start a worker: an executable and its arguments, so that the process ends up in <see cref="WorkerLoop.Run"/>.</summary>
public sealed record WorkerCommand(string File, params IReadOnlyList<string> Arguments)
{
    /// <summary>Processors that the process is bound to; null = those of the suite.</summary>
    public int? Processors { get; init; }

    /// <summary>The running program again, with other arguments; also when it was started as <c>dotnet program.dll</c>.</summary>
    public static WorkerCommand Self(params IReadOnlyList<string> arguments)
    {
        var executable = Environment.ProcessPath ?? throw new InvalidOperationException("the program does not know its own path");
        return Path.GetFileNameWithoutExtension(executable) == "dotnet"
            ? new WorkerCommand(executable, [Environment.GetCommandLineArgs()[0], .. arguments])
            : new WorkerCommand(executable, arguments);
    }
}
