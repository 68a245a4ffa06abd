// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Measuring;

namespace Tengen.Conformance.Speed.Running;

/// <summary>A backend whose speed is measured. Asked by one caller at a time: nothing else of a run works meanwhile.</summary>
public interface IBenchTarget
{
    /// <summary>The name the user gave it.</summary>
    string Name { get; }

    SpeedDevice Device { get; }

    /// <summary>Makes a program ready in a slot.</summary>
    /// <returns>Executions in a batch, and how it was warmed up.</returns>
    /// <exception cref="DeclinedException">The backend declines the graph.</exception>
    /// <exception cref="BenchFailedException">The backend failed, crashed or hung; all slots are empty now.</exception>
    Task<Prepared> Prepare(PrepareRequest request, CancellationToken cancellation);

    /// <summary>Warms a prepared program up once more.</summary>
    /// <exception cref="BenchFailedException">As above.</exception>
    Task<WarmUpOutcome> WarmUp(int slot, CancellationToken cancellation);

    /// <exception cref="BenchFailedException">As above.</exception>
    Task<Sample> Sample(SampleRequest request, CancellationToken cancellation);

    /// <exception cref="BenchFailedException">As above.</exception>
    Task<OutputCheck> Check(int slot, CancellationToken cancellation);

    /// <summary>Frees every slot.</summary>
    /// <exception cref="BenchFailedException">As above.</exception>
    Task Clear(CancellationToken cancellation);
}

/// <summary>A program that is ready.</summary>
/// <param name="Batch">Executions in a batch.</param>
/// <param name="WarmUp">How it was warmed up.</param>
public sealed record Prepared(int Batch, WarmUpOutcome WarmUp);

/// <summary>The backend does not claim the graph.</summary>
public sealed class DeclinedException(string reason) : Exception(reason);

/// <summary>The backend failed while it was measured.</summary>
public sealed class BenchFailedException(string text) : Exception(text);
