// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Running;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Tests.Speed;

/// <summary>A backend whose clock is made up: what a sample takes is a function of the shape, the condition and a little seeded noise.</summary>
internal sealed class SimulatedTarget(string name, Func<string, Condition, double> seconds) : IBenchTarget
{
    private readonly Counter _counter = Counter.Of(name, 1, "simulated");
    private readonly Dictionary<int, string> _slots = [];
    private ulong _samples;

    public string Name => name;

    public SpeedDevice Device { get; init; } = new("simulated", "cpu", false);

    /// <summary>Relative size of the noise.</summary>
    public double Noise { get; init; } = 0.002;

    public double Busy { get; init; } = 1;

    public double ErrOverBound { get; init; } = 0.4;

    /// <summary>Case ids that it declines.</summary>
    public Func<string, bool> Declines { get; init; } = static _ => false;

    /// <summary>Called before every sample with the number of samples so far.</summary>
    public Action<ulong> OnSample { get; init; } = static _ => { };

    /// <summary>How warm-ups go, by case id and by the number of samples so far.</summary>
    public Func<string, ulong, WarmUpOutcome> Warms { get; init; } = static (_, _) => Benchmarks.Steady.WarmUp;

    public Task<Prepared> Prepare(PrepareRequest request, CancellationToken cancellation)
    {
        if (Declines(request.Case))
            throw new DeclinedException("attribute: too odd");
        _slots[request.Slot] = request.Case;
        return Task.FromResult(new Prepared(4, Warms(request.Case, _samples)));
    }

    public Task<WarmUpOutcome> WarmUp(int slot, CancellationToken cancellation) => Task.FromResult(Warms(_slots[slot], _samples));

    public Task<Sample> Sample(SampleRequest request, CancellationToken cancellation)
    {
        OnSample(_samples);
        var noise = 1 + Noise * (2 * _counter.Unit(_samples++) - 1);
        return Task.FromResult(new Sample(noise * seconds(_slots[request.Slot], request.Condition), Busy));
    }

    public Task<OutputCheck> Check(int slot, CancellationToken cancellation) => Task.FromResult(new OutputCheck(10, 1000, ErrOverBound));

    public Task Clear(CancellationToken cancellation)
    {
        _slots.Clear();
        return Task.CompletedTask;
    }
}
