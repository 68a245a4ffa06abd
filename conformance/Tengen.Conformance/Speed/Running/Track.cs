// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Records;

namespace Tengen.Conformance.Speed.Running;

/// <summary>What one backend showed of one shape so far. Every list has one sample a round.</summary>
internal sealed class Track(IBenchTarget target)
{
    /// <summary>The slot of the figure.</summary>
    public const int Subject = 0;

    /// <summary>The slot of the A/A twin: the same program once more.</summary>
    public const int Twin = 1;

    /// <summary>The slot of the neighbouring shape.</summary>
    public const int Near = 2;

    public IBenchTarget Target { get; } = target;

    public int Batch { get; set; } = 1;

    /// <summary>The last warm-up of every slot.</summary>
    public Dictionary<int, WarmUpOutcome> WarmUps { get; } = [];

    /// <summary>Whether the samples are those of a steady state, and what speaks against it; set when a set of samples is whole.</summary>
    public (SteadyState State, string? Fault)? Steady { get; set; }

    public Dictionary<(int Slot, Condition Condition), List<double>> Samples { get; } = [];

    public List<double> Busy { get; } = [];

    public List<OutputCheck> Checks { get; } = [];

    /// <summary>declined or failed, or null while it goes well.</summary>
    public string? Outcome { get; private set; }

    public string? Text { get; private set; }

    public ReadOnlySpan<double> this[int slot, Condition condition] => Samples.TryGetValue((slot, condition), out var samples) ? CollectionsMarshal.AsSpan(samples) : [];

    /// <summary>The series of figure and twin, each with the executions behind a sample.</summary>
    public IEnumerable<(List<double> Samples, int Batch)> Series(Condition condition) =>
        ((int[])[Subject, Twin]).Select(slot => (Samples[(slot, condition)], condition == Condition.Warm ? Batch : 1));

    /// <summary>What looks like cheating.</summary>
    public List<BenchFinding> Findings { get; } = [];

    /// <summary>Does something with the backend, unless it has ended already; a failure ends it.</summary>
    public async Task Try(Func<IBenchTarget, Task> action)
    {
        if (Outcome is not null)
            return;
        try
        {
            await action(Target).ConfigureAwait(false);
        }
        catch (DeclinedException e)
        {
            (Outcome, Text) = (BenchResult.Declined, e.Message);
        }
        catch (BenchFailedException e)
        {
            (Outcome, Text) = (BenchResult.Failed, e.Message);
        }
    }

    /// <summary>Makes a program ready in a slot. The batch is that of the figure.</summary>
    public Task Prepare(PrepareRequest request, CancellationToken cancellation) => Try(async target =>
    {
        var prepared = await target.Prepare(request, cancellation).ConfigureAwait(false);
        WarmUps[request.Slot] = prepared.WarmUp;
        if (request.Slot == Subject)
            Batch = prepared.Batch;
    });

    /// <summary>Warms a slot up once more.</summary>
    public Task WarmUp(int slot, CancellationToken cancellation) => Try(async target => WarmUps[slot] = await target.WarmUp(slot, cancellation).ConfigureAwait(false));

    /// <summary>Forgets the figure's samples: they are taken again.</summary>
    public void Forget()
    {
        Samples.Clear();
        Busy.Clear();
    }

    /// <summary>Takes a sample into the figure's own series.</summary>
    public Task Sample(int slot, Condition condition, int fresh, CancellationToken cancellation)
    {
        if (!Samples.TryGetValue((slot, condition), out var series))
            Samples[(slot, condition)] = series = [];
        return Sample(slot, condition, fresh, series, cancellation);
    }

    /// <summary>Takes a sample into another series, such as a probe's.</summary>
    public Task Sample(int slot, Condition condition, int fresh, List<double> series, CancellationToken cancellation) => Try(async target =>
    {
        var sample = await target.Sample(new SampleRequest(slot, condition, Batch, fresh), cancellation).ConfigureAwait(false);
        series.Add(sample.Seconds);
        if (condition == Condition.Warm && slot == Subject)
            Busy.Add(sample.Busy);
    });
}
