// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Devices;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl;

using Graph = Tengen.Graph.Graph;

/// <summary>Plans with their kernels, constants and arena. One execution of an entry at a time.</summary>
internal sealed class OpenClProgram : Program
{
    private readonly OpenClDevice _device;
    private readonly LoadedPlan[] _plans;

    private OpenClProgram(OpenClDevice device, LoadedPlan[] plans, ProgramEntry[] entries) : base(entries) => (_device, _plans) = (device, plans);

    public static OpenClProgram Compile(OpenClDevice device, IEnumerable<Graph> graphs)
    {
        var (plans, entries) = (new List<LoadedPlan>(), new List<ProgramEntry>());
        try
        {
            foreach (var graph in graphs)
            {
                var plan = PlanBuilder.Plan(graph, device.Traits);
                plans.Add(new LoadedPlan(device, plan));
                entries.Add(ProgramEntry.Of(graph, 0, device.Traits.BufferAlignment) with
                {
                    Numerics = DeclaredNumerics.Of(device.Traits),
                    MaxConcurrency = 1,
                    ResidentBytes = plan.ArenaBytes + plan.Constants.Sum(constant => constant.Bytes),
                });
            }
            return new OpenClProgram(device, [.. plans], [.. entries]);
        }
        catch
        {
            plans.ForEach(plan => plan.Dispose());
            throw;
        }
    }

    public override void Execute(in Submission submission) => _plans[submission.Entry].Run(_device.Commands(submission.Queue), submission.Arguments);

    protected override void Dispose(bool disposing)
    {
        foreach (var plan in _plans)
            plan.Dispose();
        base.Dispose(disposing);
    }
}
