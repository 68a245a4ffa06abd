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
            var plan = Plan.Of(graph, pool, constants);
            plans.Add(plan);
            entries.Add(ProgramEntry.Of(graph, plan.ScratchBytes, 8) with { Numerics = CpuNumerics.Declared, ResidentBytes = constants.Bytes });
        }
        return new CpuProgram([.. plans], [.. entries], pool, constants);
    }

    public override void Execute(in Submission submission)
    {
        var arguments = stackalloc byte*[submission.Arguments.Length];
        for (var i = 0; i < submission.Arguments.Length; i++)
            arguments[i] = submission.Arguments[i].Pointer;
        _plans[submission.Entry].Run(arguments, submission.Scratch, _pool);
    }

    protected override void Dispose(bool disposing)
    {
        _constants.Dispose();
        base.Dispose(disposing);
    }
}
