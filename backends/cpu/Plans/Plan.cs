// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Plans;

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

    /// <summary>Compiles a graph, static but for open outputs, of which every node was claimed. Its constants are copied or packed into <paramref name="constants"/>.</summary>
    public static Plan Of(OpenOutputs outputs, ForkJoinPool pool, ConstantStore constants)
    {
        var builder = new PlanBuilder(outputs, pool, constants);
        builder.Build();
        var arena = Arena.Plan(builder.Slots, builder.Steps);
        var scratch = builder.Steps.Select(step => step.Scratch).DefaultIfEmpty().Max();
        return new Plan([.. builder.Slots], [.. builder.Steps.Select(step => step.Body)], arena, arena + scratch);
    }

    /// <param name="arguments">Inputs, then outputs.</param>
    /// <param name="scratch"><see cref="ScratchBytes"/> bytes.</param>
    /// <param name="pool">Runs the steps.</param>
    /// <param name="told">Inputs, then outputs: where the extents of open outputs go; may be null where there are none.</param>
    public void Run(byte** arguments, byte* scratch, ForkJoinPool pool, Argument* told = null)
    {
        var addresses = stackalloc byte*[_slots.Length];
        for (var i = 0; i < _slots.Length; i++)
        {
            var slot = _slots[i];
            addresses[i] = slot.Argument >= 0 ? arguments[slot.Argument] : slot.Constant != null ? slot.Constant : scratch + slot.Offset;
        }
        var frame = new Frame(addresses, scratch + _arenaBytes, pool, told);
        foreach (var step in _steps)
            step(in frame);
    }
}
