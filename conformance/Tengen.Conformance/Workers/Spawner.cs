// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tengen.Conformance.Workers;

/// <summary>
/// Starts processes from one thread that lives as long as the program. The kernel counts a process that asked to die with its parent as
/// orphaned when the thread that started it ends, and threads of a pool come and go. Source: prctl(2), PR_SET_PDEATHSIG.
/// </summary>
internal static class Spawner
{
    private static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process?> Started)> Orders = [];

    static Spawner() => new Thread(Work) { IsBackground = true, Name = "tengen-spawner" }.Start();

    /// <exception cref="WorkerStartException">There is no such program, or it cannot be run.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Orders.Add((start, started));
        try
        {
            return started.Task.GetAwaiter().GetResult() ?? throw new WorkerStartException($"'{start.FileName}' did not start");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new WorkerStartException($"'{start.FileName}' did not start: {e.Message}");
        }
    }

    private static void Work()
    {
        foreach (var (start, started) in Orders.GetConsumingEnumerable())
            try
            {
                started.SetResult(Process.Start(start));
            }
#pragma warning disable CA1031 // Whatever goes wrong is thrown to whom it concerns.
            catch (Exception e)
#pragma warning restore CA1031
            {
                started.SetException(e);
            }
    }
}
