// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>
/// Runs a program until its executions stop getting faster, whatever made them: a compiler that works in the background, a driver that tunes itself, a
/// clock that ramps up. Windows of executions alternate with pauses, in which a compiler can work that shares the only processor.
/// </summary>
/// <param name="execute">Runs the program once.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="pause">Lets time pass.</param>
internal sealed class WarmUp(Action execute, TimeProvider clock, Action<TimeSpan> pause)
{
    /// <summary>Windows that have to bring nothing new.</summary>
    private const int Quiet = WarmUpOutcome.LeastWindows / 2;

    /// <summary>Twice what a tiering compiler counts before it compiles again. Source: .NET runtime, TC_CallCountThreshold.</summary>
    private const int LeastExecutions = 60;

    private const int LargestBatch = 1 << 20;

    /// <summary>Times that a batch is tried; the shortest counts.</summary>
    private const int Trials = 3;

    private const double LeastGrowth = 1.1;
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(75);

    /// <summary>A slow program need not run <see cref="LeastExecutions"/> times after this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>What does not settle within this is given up.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly List<double> _medians = [];
    private long _executions;

    public static WarmUp Of(Action execute) => new(execute, TimeProvider.System, Thread.Sleep);

    public WarmUpOutcome Run()
    {
        var start = clock.GetTimestamp();
        do
        {
            _medians.Add(Measure());
            pause(Pause);
        }
        while (!IsSettled(clock.GetElapsedTime(start)) && clock.GetElapsedTime(start) < Longest);
        return new WarmUpOutcome(clock.GetElapsedTime(start).TotalSeconds, _executions, _medians.Count, Fall());
    }

    /// <summary>How many executions, one after another, last so long. After <see cref="Run"/>. What disturbs one trial does not shorten the batch.</summary>
    public int Batch(double seconds)
    {
        for (var batch = Within(seconds / _medians.TakeLast(Quiet).Min()); ; )
        {
            var least = Enumerable.Range(0, Trials).Min(_ => Time(batch));
            if (least >= seconds || batch >= LargestBatch)
                return batch;
            batch = Within(batch * Math.Max(LeastGrowth, seconds / least));
        }
    }

    private static int Within(double batch) => (int)Math.Clamp(Math.Ceiling(batch), 1, LargestBatch);

    private double Time(int executions)
    {
        var start = clock.GetTimestamp();
        for (var i = 0; i < executions; i++)
            execute();
        return clock.GetElapsedTime(start).TotalSeconds;
    }

    private bool IsSettled(TimeSpan elapsed) =>
        _medians.Count >= WarmUpOutcome.LeastWindows && (_executions >= LeastExecutions || elapsed >= Patience) && Fall() <= WarmUpOutcome.LargestFall;

    /// <summary>By what share the best of the last windows undercuts the best of all before; all of it where there are none before.</summary>
    private double Fall() => _medians.Count <= Quiet ? 1 : Math.Max(0, 1 - _medians.TakeLast(Quiet).Min() / _medians.SkipLast(Quiet).Min());

    private double Measure()
    {
        var (start, seconds) = (clock.GetTimestamp(), new List<double>());
        do
        {
            var begin = clock.GetTimestamp();
            execute();
            seconds.Add(clock.GetElapsedTime(begin).TotalSeconds);
        }
        while (clock.GetElapsedTime(start) < Window);
        _executions += seconds.Count;
        return Quantiles.Median(CollectionsMarshal.AsSpan(seconds));
    }
}
