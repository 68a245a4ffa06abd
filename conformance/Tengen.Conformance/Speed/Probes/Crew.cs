// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;

namespace Tengen.Conformance.Speed.Probes;

/// <summary>Threads that do the same at the same time, in bursts short and many enough that some fall between disturbances of the machine.</summary>
internal static class Crew
{
    private const int SpinsBeforeYield = 100_000;

    /// <summary>Runs every burst on every thread.</summary>
    /// <param name="threads">How many.</param>
    /// <param name="bursts">How often.</param>
    /// <param name="work">Called with the thread's number and the burst's; what it returns keeps it from being optimised away.</param>
    public static CrewRates Run(int threads, int bursts, Func<int, int, int> work)
    {
        var (starts, ends, best, sink, arrived) = (new long[threads], new long[threads], new long[threads], 0, 0);
        var together = long.MaxValue;
        Array.Fill(best, long.MaxValue);
        var crew = Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            for (var burst = 0; burst < bursts; burst++)
            {
                Meet(3 * burst + 1);
                starts[number] = Stopwatch.GetTimestamp();
                Interlocked.Add(ref sink, work(number, burst));
                ends[number] = Stopwatch.GetTimestamp();
                best[number] = Math.Min(best[number], ends[number] - starts[number]);
                Meet(3 * burst + 2);
                if (number == 0)
                    together = Math.Min(together, ends.Max() - starts.Min());
                Meet(3 * burst + 3);
            }
        })).ToList();
        crew.ForEach(thread => thread.Start());
        crew.ForEach(thread => thread.Join());
        return new CrewRates((double)Stopwatch.Frequency / together, best.Average(ticks => (double)Stopwatch.Frequency / ticks));

        void Meet(int meeting)
        {
            Interlocked.Increment(ref arrived);
            for (var spins = 0; Volatile.Read(ref arrived) < meeting * threads; spins++)
                if (spins < SpinsBeforeYield)
                    Thread.SpinWait(4);
                else
                    Thread.Yield();
        }
    }
}

/// <summary>Bursts a second at the best.</summary>
/// <param name="Together">From the first thread's start to the last one's end.</param>
/// <param name="Each">Every thread by itself, averaged: equal to the other on a machine that does nothing else, unless threads share what they use.</param>
internal readonly record struct CrewRates(double Together, double Each);
