// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>Brings a program to its steady state and finds how many executions make a batch.</summary>
internal static class WarmUp
{
    /// <summary>A managed backend's methods are compiled again after 30 calls; the compiler needs a pause.</summary>
    private const int Executions = 35;
    private const double LongestSeconds = 1;
    private const int LargestBatch = 1 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <param name="execute">Runs the program once.</param>
    /// <param name="seconds">What a batch has to last at least.</param>
    public static int Batch(Action execute, double seconds)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Executions && clock.Elapsed.TotalSeconds < LongestSeconds; i++)
            execute();
        Thread.Sleep(Pause);
        for (var batch = 1; ; batch *= 2)
        {
            clock.Restart();
            for (var i = 0; i < batch; i++)
                execute();
            var elapsed = clock.Elapsed.TotalSeconds;
            if (elapsed >= seconds || batch >= LargestBatch)
                return Math.Max(1, (int)Math.Ceiling(batch * Math.Min(1, seconds / elapsed)));
        }
    }
}
