// SPDX-License-Identifier: Apache-2.0
using System.Runtime.ExceptionServices;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Devices;

/// <summary>Runs driver calls that may start threads on a thread that blocks all signals: theirs inherit it (TG-P-6).</summary>
internal static class Quiet
{
    public static void Run(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            SignalMask.BlockAll();
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
