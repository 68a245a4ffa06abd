// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Execution;

using Graph = Tengen.Graph.Graph;

/// <summary>A device with two open queues, each with a program of its own from the same graph. Owned by one case; one thread.</summary>
internal sealed class CrowdedDevice : IDisposable
{
    /// <summary>Submissions of the other queue on either side of one that is answered.</summary>
    private const int Crowd = 2;
    private readonly Device _device;
    private readonly TimeSpan? _softLimit;

    /// <exception cref="TengenException">The device does not open.</exception>
    public CrowdedDevice(PluginLibrary library, DeviceDescription description, DeviceOptions options, TimeSpan? softLimit)
    {
        _device = library.Open(description.Index, options with { Queues = Surroundings.TwoQueues(description) });
        _softLimit = softLimit;
    }

    /// <inheritdoc cref="ISubject.RunAmid"/>
    /// <exception cref="TengenException">A call was refused.</exception>
    public SubjectOutcome Run(Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others)
    {
        if (_device.Queues.Length < 2)
            return new SubjectOutcome.Declined(ISubject.OneQueue, "the device opens no second queue");
        using var own = new PlacedProgram(_device, graph, inputs);
        using var crowd = new PlacedProgram(_device, graph, others);
        var answers = new List<IReadOnlyList<Tensor>>();
        for (var round = 0; round < ISubject.Repeats; round++)
        {
            own.Poison((byte)(0x3C + round));
            var tickets = Enumerable.Range(0, Crowd).Select(_ => crowd.Submit(_device.Queues[1])).ToList();
            if (round % 2 == 0 && Wait(tickets) is { } before)
                return before;
            tickets.Insert(0, own.Submit(_device.Queues[0]));
            tickets.AddRange(Enumerable.Range(0, Crowd).Select(_ => crowd.Submit(_device.Queues[1])));
            if (Wait(tickets) is { } broke)
                return broke;
            answers.Add(own.Read());
        }
        return _device.Violations.FirstOrDefault() is { } violation ? new SubjectOutcome.Broke(Verdict.Contract, violation.Rule, violation.Text)
            : new SubjectOutcome.Ran(answers[^1], own.Program.Info.NumericsOf(graph.Nodes[0].Op, AbiSubject.NumericType(graph))) { Earlier = answers[..^1] };
    }

    public void Dispose() => _device.Dispose();

    private SubjectOutcome.Broke? Wait(List<Ticket> tickets)
    {
        foreach (var ticket in tickets)
        {
            if (ticket.Wait(_softLimit) is not { } end)
                return Overdue.End(ticket, _softLimit!.Value, Dispose);
            if (!end.IsOk)
                return AbiSubject.Broken(end.Status, end.Rule, $"execute: {end.Status}: {end.Text}");
        }
        return null;
    }
}
