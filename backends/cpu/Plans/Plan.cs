// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Plans;

using Graph = Tengen.Graph.Graph;

/// <summary>A compiled graph: steps in order, over slots whose places are fixed. Immutable; runs concurrently over different memory.</summary>
internal sealed unsafe class Plan
{
    private readonly Slot[] _slots;
    private readonly StepBody[] _steps;
    private readonly long _arenaBytes;

    private Plan(Slot[] slots, StepBody[] steps, long arenaBytes, long scratchBytes) =>
        (_slots, _steps, _arenaBytes, ScratchBytes) = (slots, steps, arenaBytes, scratchBytes);

    /// <summary>Bytes of scratch that a run needs, aligned to 64.</summary>
    public long ScratchBytes { get; }

    public int StepCount => _steps.Length;

    /// <summary>Compiles a static graph of which every node was claimed. The graph's constants are copied or packed into <paramref name="constants"/>.</summary>
    public static Plan Of(Graph graph, ForkJoinPool pool, ConstantStore constants)
    {
        var builder = new PlanBuilder(graph, pool, constants);
        builder.Build();
        var arena = Arena.Plan(builder.Slots, builder.Steps);
        var scratch = builder.Steps.Select(step => step.Scratch).DefaultIfEmpty().Max();
        return new Plan([.. builder.Slots], [.. builder.Steps.Select(step => step.Body)], arena, arena + scratch);
    }

    /// <param name="arguments">Inputs, then outputs.</param>
    /// <param name="scratch"><see cref="ScratchBytes"/> bytes.</param>
    public void Run(byte** arguments, byte* scratch, ForkJoinPool pool)
    {
        var addresses = stackalloc byte*[_slots.Length];
        for (var i = 0; i < _slots.Length; i++)
        {
            var slot = _slots[i];
            addresses[i] = slot.Argument >= 0 ? arguments[slot.Argument] : slot.Constant != null ? slot.Constant : scratch + slot.Offset;
        }
        var frame = new Frame(addresses, scratch + _arenaBytes, pool);
        foreach (var step in _steps)
            step(in frame);
    }
}
