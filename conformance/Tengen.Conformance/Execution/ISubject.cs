// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;

namespace Tengen.Conformance.Execution;

/// <summary>Something that can be asked to run a one-node graph: a device behind the ABI, or the oracle's own simulation. One thread.</summary>
public interface ISubject : IDisposable
{
    /// <summary>Device and driver, for people.</summary>
    string Description { get; }

    /// <summary>What the device says of itself; null of what is no device behind the ABI.</summary>
    DeviceIdentity? Identity => null;

    /// <summary>Names of the gates that the subject itself holds every run against.</summary>
    IReadOnlyList<string> Gates { get; }

    /// <summary>Runs a graph in canonical form with static shapes once on the given inputs.</summary>
    /// <param name="graph">One node; inputs in the graph's order, constants inside.</param>
    /// <param name="inputs">One tensor per graph input; not changed by the caller meanwhile.</param>
    SubjectOutcome Run(Tengen.Graph.Graph graph, IReadOnlyList<Tensor> inputs);

    /// <summary>Runs one compiled program on several inputs in order; where a subject compiles nothing, each run stands alone.</summary>
    /// <param name="graph">As in <see cref="Run"/>.</param>
    /// <param name="inputs">At least one list of inputs; made when the graph is taken, and once.</param>
    /// <returns>The outcome of the last inputs, with the outputs of the earlier ones; or the first that is no <see cref="SubjectOutcome.Ran"/>.</returns>
    SubjectOutcome RunEach(Tengen.Graph.Graph graph, Lazy<IReadOnlyList<IReadOnlyList<Tensor>>> inputs)
    {
        var earlier = new List<IReadOnlyList<Tensor>>();
        foreach (var given in inputs.Value.SkipLast(1))
        {
            var outcome = Run(graph, given);
            if (outcome is not SubjectOutcome.Ran ran)
                return outcome;
            earlier.Add(ran.Outputs);
        }
        var end = Run(graph, inputs.Value[^1]);
        return end is SubjectOutcome.Ran last ? last with { Earlier = earlier } : end;
    }

    /// <summary>Rule of a refusal by what has no second queue.</summary>
    const string OneQueue = "device.queues";

    /// <summary>Runs the graph <see cref="Repeats"/> times on one queue of the device while another one runs it on other inputs.</summary>
    /// <param name="graph">As in <see cref="Run"/>.</param>
    /// <param name="inputs">Those that are answered.</param>
    /// <param name="others">Of the other queue.</param>
    /// <returns>As of <see cref="RunEach"/>; declined by <see cref="OneQueue"/> where there is no second queue.</returns>
    SubjectOutcome RunAmid(Tengen.Graph.Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others) => new SubjectOutcome.Declined(OneQueue, "there is no second queue");

    /// <summary>Runs of <see cref="RunAmid"/>.</summary>
    const int Repeats = 6;

    /// <summary>Runs the graph once in every <see cref="Place"/>, in their order.</summary>
    /// <param name="graph">As in <see cref="Run"/>.</param>
    /// <param name="inputs">Those that are answered.</param>
    /// <param name="others">Of the other program of <see cref="Place.BesideProgram"/>.</param>
    /// <returns>An outcome for each place; declined where there is no such place.</returns>
    IReadOnlyList<SubjectOutcome> RunElsewhere(Tengen.Graph.Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others) =>
        [.. Enum.GetValues<Place>().Select(_ => new SubjectOutcome.Declined(OneQueue, "there is one device with one queue"))];

    /// <summary>Judges a case that is about calls, not about numbers.</summary>
    /// <param name="id">A known <c>contract/</c> case.</param>
    CaseResult Submit(string id);

    /// <summary>Obligations seen to be broken since the last call whose consequence is to be reported, and no verdict: <c>TG-P-16: what was seen</c>.</summary>
    IReadOnlyList<string> TakeWarnings() => [];
}

/// <summary>What running a case came to. Exactly one of the three.</summary>
public abstract record SubjectOutcome
{
    /// <summary>It ran; the outputs are copies the caller owns.</summary>
    public sealed record Ran(IReadOnlyList<Tensor> Outputs, Numerics Numerics) : SubjectOutcome
    {
        /// <summary>Outputs of the inputs before, in the order given.</summary>
        public IReadOnlyList<IReadOnlyList<Tensor>> Earlier { get; init; } = [];
    }

    /// <summary>The backend declined before computing.</summary>
    public sealed record Declined(string Rule, string Text) : SubjectOutcome;

    /// <summary>An obligation was broken, or memory was damaged.</summary>
    public sealed record Broke(Verdicts.Verdict Verdict, string Rule, string Text) : SubjectOutcome;
}
