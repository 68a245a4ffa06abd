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
                var plan = PlanBuilder.Plan(graph, device.Session.Traits);
                plans.Add(new LoadedPlan(device.Session, plan));
                entries.Add(ProgramEntry.Of(graph, 0, device.Session.Traits.BufferAlignment) with
                {
                    Numerics = DeclaredNumerics.Of(device.Session.Traits),
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

    public override void Execute(in Submission submission)
    {
        _device.Losses.Begin();
        Span<nint> memory = stackalloc nint[submission.Arguments.Length];
        var parts = new List<nint>();
        try
        {
            for (var i = 0; i < memory.Length; i++)
                memory[i] = MemoryOf(submission.Arguments[i], parts);
            _plans[submission.Entry].Run(_device.Commands(submission.Queue), memory);
        }
        finally
        {
            parts.ForEach(part => _ = Driver.Api.ReleaseMemObject(part));
        }
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var plan in _plans)
            plan.Dispose();
        base.Dispose(disposing);
    }

    private static nint MemoryOf(in Argument argument, List<nint> parts)
    {
        if (argument.Buffer is not OpenClBuffer buffer || argument.Bytes == 0)
            return 0;
        if (argument.Offset == 0)
            return buffer.Memory;
        var part = Driver.Part(buffer.Memory, argument.Offset, argument.Bytes);
        parts.Add(part);
        return part;
    }
}
