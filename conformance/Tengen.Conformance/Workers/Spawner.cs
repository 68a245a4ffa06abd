// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Diagnostics;
using Tengen.Conformance.Speed.Measuring;

namespace Tengen.Conformance.Workers;

/// <summary>
/// Starts processes from one thread that lives as long as the program. The kernel counts a process that asked to die with its parent as
/// orphaned when the thread that started it ends, and threads of a pool come and go. Source: prctl(2), PR_SET_PDEATHSIG.
/// </summary>
internal static class Spawner
{
    private static readonly BlockingCollection<(ProcessStartInfo Start, int? Processors, TaskCompletionSource<Process?> Started)> Orders = [];

    static Spawner() => new Thread(Work) { IsBackground = true, Name = "tengen-spawner" }.Start();

    /// <param name="start">What to start.</param>
    /// <param name="processors">Processors to bind it to; null binds nothing.</param>
    /// <exception cref="WorkerStartException">There is no such program, or it cannot be run.</exception>
    public static Process Start(ProcessStartInfo start, int? processors)
    {
        var started = new TaskCompletionSource<Process?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Orders.Add((start, processors, started));
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
        foreach (var (start, processors, started) in Orders.GetConsumingEnumerable())
            try
            {
                using (Pinning.Of(processors))
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
