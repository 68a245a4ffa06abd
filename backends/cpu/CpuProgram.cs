// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Plans;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Compiled graphs. Intermediate values and kernel scratch lie in the scratch argument, planned once, so executions run concurrently and
/// allocate nothing.
/// </summary>
internal sealed unsafe class CpuProgram : Program
{
    private readonly Plan[] _plans;
    private readonly ForkJoinPool _pool;
    private readonly ConstantStore _constants;

    private CpuProgram(Plan[] plans, ProgramEntry[] entries, ForkJoinPool pool, ConstantStore constants) : base(entries) =>
        (_plans, _pool, _constants) = (plans, pool, constants);

    public static CpuProgram Compile(IEnumerable<Graph> graphs, ForkJoinPool pool)
    {
        var constants = new ConstantStore();
        var plans = new List<Plan>();
        var entries = new List<ProgramEntry>();
        foreach (var graph in graphs)
        {
            var builder = new PlanBuilder(graph, pool, constants);
            builder.Build();
            var arena = Arena.Plan(builder.Slots, builder.Steps);
            plans.Add(new Plan([.. builder.Slots], [.. builder.Steps.Select(step => step.Body)], arena));
            var scratch = arena + builder.Steps.Select(step => step.Scratch).DefaultIfEmpty().Max();
            entries.Add(ProgramEntry.Of(graph, scratch, 8) with { Numerics = CpuNumerics.Declared, ResidentBytes = constants.Bytes });
        }
        return new CpuProgram([.. plans], [.. entries], pool, constants);
    }

    public override void Execute(in Submission submission)
    {
        var plan = _plans[submission.Entry];
        var slots = plan.Slots;
        var addresses = stackalloc byte*[slots.Length];
        for (var i = 0; i < slots.Length; i++)
            addresses[i] = slots[i].Argument >= 0 ? submission.Arguments[slots[i].Argument].Pointer
                : slots[i].Constant != null ? slots[i].Constant
                : submission.Scratch + slots[i].Offset;
        var frame = new Frame(addresses, submission.Scratch + plan.ArenaBytes, _pool);
        foreach (var step in plan.Steps)
            step(in frame);
    }

    protected override void Dispose(bool disposing)
    {
        _constants.Dispose();
        base.Dispose(disposing);
    }

    private sealed record Plan(Slot[] Slots, StepBody[] Steps, long ArenaBytes);
}
