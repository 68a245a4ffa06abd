// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Execution;

using Graph = Tengen.Graph.Graph;

/// <summary>One graph on one queue of an open device, and the device that is opened beside it. One thread.</summary>
internal static class Surroundings
{
    /// <summary>Rule of a refusal by what opens only once.</summary>
    public const string OpensOnce = "device.opens";

    /// <summary>Requests for two queues that execute, of different kinds where there are several.</summary>
    public static ImmutableArray<QueueRequest> TwoQueues(DeviceDescription description)
    {
        var able = Enumerable.Range(0, description.Queues.Length).Where(i => (description.Queues[i].Flags & Tg.TG_QUEUE_EXECUTE) != 0).ToList();
        return [new QueueRequest(able[0]), new QueueRequest(able[able.Count > 1 ? 1 : 0])];
    }

    /// <summary>Compiles, and executes once.</summary>
    /// <param name="device">Nothing is pending on it.</param>
    /// <param name="queue">Open; where it is not there, the answer is declined by <see cref="ISubject.OneQueue"/>.</param>
    /// <param name="graph">One node, static extents.</param>
    /// <param name="inputs">One tensor per graph input.</param>
    /// <param name="softLimit">How long the execution may take.</param>
    /// <param name="close">Ends the device over an execution that does not end.</param>
    public static SubjectOutcome RunOn(Device device, int queue, Graph graph, IReadOnlyList<Tensor> inputs, TimeSpan? softLimit, Action close)
    {
        if (queue >= device.Queues.Length)
            return new SubjectOutcome.Declined(ISubject.OneQueue, "the device opens no second queue");
        using var placed = new PlacedProgram(device, graph, inputs);
        return Run(placed, device.Queues[queue], graph, softLimit, close);
    }

    /// <summary>The same on the first queue, beside a program that has run on other inputs.</summary>
    public static SubjectOutcome RunBeside(Device device, Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others, TimeSpan? softLimit, Action close)
    {
        using var placed = new PlacedProgram(device, graph, inputs);
        using var other = new PlacedProgram(device, graph, others);
        return Run(other, device.Queues[0], graph, softLimit, close) is SubjectOutcome.Broke broke ? broke : Run(placed, device.Queues[0], graph, softLimit, close);
    }

    private static SubjectOutcome Run(PlacedProgram placed, SubmissionQueue queue, Graph graph, TimeSpan? softLimit, Action close)
    {
        placed.Poison(0x3C);
        var ticket = placed.Submit(queue);
        if (ticket.Wait(softLimit) is not { } end)
            return Overdue.End(ticket, softLimit!.Value, close);
        return end.IsOk
            ? new SubjectOutcome.Ran(placed.Read(), placed.Program.Info.NumericsOf(graph.Nodes[0].Op, AbiSubject.NumericType(graph)))
            : AbiSubject.Broken(end.Status, end.Rule, $"execute: {end.Status}: {end.Text}");
    }
}
