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
            var outputs = OpenOutputs.Of(graph);
            var plan = Plan.Of(outputs, pool, constants);
            plans.Add(plan);
            var entry = ProgramEntry.Of(outputs.Graph, plan.ScratchBytes, 8) with { Numerics = CpuNumerics.Declared, ResidentBytes = constants.Bytes };
            entries.Add(entry with { Arguments = [.. entry.Arguments.Select((argument, i) => IsOpen(outputs, i) ? argument with { Flags = ArgumentFlags.DataDependent } : argument)] });
        }
        return new CpuProgram([.. plans], [.. entries], pool, constants);
    }

    public override void Execute(in Submission submission)
    {
        var arguments = stackalloc byte*[submission.Arguments.Length];
        for (var i = 0; i < submission.Arguments.Length; i++)
            arguments[i] = submission.Arguments[i].Pointer;
        fixed (Argument* told = submission.Arguments)
            _plans[submission.Entry].Run(arguments, submission.Scratch, _pool, told);
    }

    private static bool IsOpen(OpenOutputs outputs, int argument) =>
        argument - outputs.Graph.Inputs.Length is var output && output >= 0 && output < outputs.Graph.Outputs.Length && outputs.Values.Contains(outputs.Graph.Outputs[output]);

    protected override void Dispose(bool disposing)
    {
        _constants.Dispose();
        base.Dispose(disposing);
    }
}
