// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Speed.Measuring;

/// <summary>Supervisor to worker when speed is measured. Exactly one member is set; the first request opens.</summary>
public sealed record SpeedRequest
{
    /// <summary>Load the plugin and open its device.</summary>
    public WorkerSettings? Open { get; init; }

    public PrepareRequest? Prepare { get; init; }

    /// <summary>Warm the program in a slot up once more.</summary>
    public int? WarmUp { get; init; }

    public SampleRequest? Sample { get; init; }

    /// <summary>Hold the outputs in this slot against the oracle.</summary>
    public int? Check { get; init; }

    /// <summary>Free every slot.</summary>
    public bool? Clear { get; init; }
}

/// <summary>Make a program ready in a slot: compiled, with buffers, warm.</summary>
/// <param name="Slot">Where it is kept; what was there is freed.</param>
/// <param name="Case">Case id.</param>
/// <param name="Weights">Positions of inputs that become constants.</param>
/// <param name="BatchSeconds">What a batch has to last at least.</param>
/// <param name="Model">The part of a model that it is, in place of a case; null for a case.</param>
public sealed record PrepareRequest(int Slot, string Case, IReadOnlyList<int> Weights, double BatchSeconds, ModelPart? Model = null);

/// <summary>Take one sample.</summary>
/// <param name="Slot">A prepared slot.</param>
/// <param name="Condition">What happens before the clock starts.</param>
/// <param name="Batch">Executions of a sample that is a batch, one after another.</param>
/// <param name="Fresh">Number of the data; every number is other data, 0 that of the case.</param>
public sealed record SampleRequest(int Slot, Condition Condition, int Batch, int Fresh);

/// <summary>Under what conditions a sample is taken. In all of them the outputs are poisoned first.</summary>
public enum Condition
{
    /// <summary>The program has just run on the same data; a batch of executions.</summary>
    Warm,

    /// <summary>Inputs are fresh, and the host's caches hold none of them; one execution.</summary>
    Cold,

    /// <summary>The program has just run on these inputs, which are then written again, unchanged; one execution.</summary>
    Repeated,

    /// <summary>The program has just run on other inputs, which are then replaced by fresh ones; one execution.</summary>
    Fresh,

    /// <summary>Every execution's inputs are written before it and its outputs read after it, on two fresh sets of data in turn; a batch, timed with what is written and read.</summary>
    Used,

    /// <summary>What is written and read in <see cref="Used"/>, without the executions.</summary>
    Traffic,
}

/// <summary>Worker to supervisor, one for each request.</summary>
public sealed record SpeedReply
{
    /// <summary>Answer to open.</summary>
    public SpeedDevice? Device { get; init; }

    /// <summary>Answer to open: the backend could not be brought up, and why.</summary>
    public string? Refused { get; init; }

    /// <summary>Answer to prepare: executions in a batch.</summary>
    public int? Batch { get; init; }

    /// <summary>Answer to prepare and to warm-up: how it went.</summary>
    public WarmUpOutcome? WarmUp { get; init; }

    /// <summary>Answer to prepare: the backend declines the graph, and why.</summary>
    public string? Declined { get; init; }

    /// <summary>Answer to sample.</summary>
    public Sample? Sample { get; init; }

    /// <summary>Answer to check.</summary>
    public OutputCheck? Check { get; init; }

    /// <summary>Answer to anything: the backend failed, and how.</summary>
    public string? Failed { get; init; }

    /// <summary>Answer to anything: the suite itself failed, and how.</summary>
    public string? Fault { get; init; }
}

/// <summary>The device that is measured.</summary>
/// <param name="Description">Device and driver.</param>
/// <param name="Kind">cpu, gpu, npu, fpga or other.</param>
/// <param name="Simulated">It says that its speed means nothing.</param>
/// <param name="Identity">What it says of itself.</param>
public sealed record SpeedDevice(string Description, string Kind, bool Simulated, DeviceIdentity? Identity = null);

/// <summary>One sample.</summary>
/// <param name="Seconds">Of one execution, submission to completion.</param>
/// <param name="Busy">Processor time of the worker over wall time, at least 0; above 1 with several threads.</param>
public readonly record struct Sample(double Seconds, double Busy);

/// <summary>Outputs held against the oracle.</summary>
/// <param name="Elements">Elements judged.</param>
/// <param name="Total">Elements of the outputs.</param>
/// <param name="ErrOverBound">Largest err/bound among them; at most 1 is right; null when none was judged.</param>
public sealed record OutputCheck(long Elements, long Total, double? ErrOverBound);
