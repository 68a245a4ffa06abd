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

    public Dictionary<(int Slot, Condition Condition), List<double>> Samples { get; } = [];

    public List<double> Busy { get; } = [];

    public List<OutputCheck> Checks { get; } = [];

    /// <summary>declined or failed, or null while it goes well.</summary>
    public string? Outcome { get; private set; }

    public string? Text { get; private set; }

    public ReadOnlySpan<double> this[int slot, Condition condition] => Samples.TryGetValue((slot, condition), out var samples) ? CollectionsMarshal.AsSpan(samples) : [];

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
