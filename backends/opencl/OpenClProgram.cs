// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Blobs;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Backends.OpenCl.Queues;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl;

using Graph = Tengen.Graph.Graph;

/// <summary>Plans with their kernels and constants, and an arena for each queue.</summary>
internal sealed class OpenClProgram : Program
{
    private readonly OpenClDevice _device;
    private readonly LoadedPlan[] _plans;

    private OpenClProgram(OpenClDevice device, LoadedPlan[] plans, ProgramEntry[] entries) : base(entries) => (_device, _plans) = (device, plans);

    public static OpenClProgram Compile(OpenClDevice device, IEnumerable<Graph> graphs) => Make(device, graphs.Select(graph =>
        (ProgramEntry.Of(graph, 0, device.Session.Traits.BufferAlignment), PlanBuilder.Plan(graph, device.Session.Traits))));

    /// <summary>The program that was saved; nothing is planned or compiled again.</summary>
    public static OpenClProgram Load(OpenClDevice device, LoadRequest request)
    {
        if (request.Format != Envelope.Format || request.Version is not (0 or Envelope.Version))
            throw new PluginException(Status.Incompatible, "opencl:blob", $"bytes of format '{request.Format}' {request.Version} are not taken, those of '{Envelope.Format}' {Envelope.Version} are");
        if (request.Weights.Length > 0)
            throw new PluginException(Status.InvalidArgument, "opencl:blob", $"{request.Weights.Length} weights were passed; saved programs hold their own");
        var payload = Envelope.Open(request.Bytes, device.Info.Fingerprint);
        using var reader = new PayloadReader(payload.ToArray(), device.Session.Traits.BufferAlignment);
        try
        {
            return Make(device, reader.Read());
        }
        catch (PluginException refused) when (refused.Status == Status.Internal)
        {
            throw new PluginException(Status.Incompatible, refused.Rule, $"the driver does not take the saved program: {refused.Message}; compile the graph again", refused.VendorCode, refused);
        }
    }

    private static OpenClProgram Make(OpenClDevice device, IEnumerable<(ProgramEntry Entry, Plan Plan)> made)
    {
        var (plans, entries) = (new List<LoadedPlan>(), new List<ProgramEntry>());
        try
        {
            foreach (var (entry, plan) in made)
            {
                plans.Add(new LoadedPlan(device.Session, plan, device.QueueCount));
                entries.Add(entry with
                {
                    Numerics = DeclaredNumerics.Of(device.Session.Traits),
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

    public override void Save(Stream sink) => Envelope.Write(sink, _device.Info.Fingerprint, PayloadWriter.Write(_device, Entries, _plans));

    /// <summary>Enqueues the launches of an execution.</summary>
    /// <exception cref="PluginException">The driver refuses one, or the device is lost.</exception>
    public void Enqueue(CommandList list, in Submission submission)
    {
        _device.Losses.Begin();
        Span<nint> memory = stackalloc nint[submission.Arguments.Length];
        Span<nint> parts = stackalloc nint[submission.Arguments.Length];
        parts.Clear();
        try
        {
            for (var i = 0; i < memory.Length; i++)
                memory[i] = MemoryOf(submission.Arguments[i], ref parts[i]);
            _plans[submission.Entry].Enqueue(submission.Queue, list, memory);
        }
        finally
        {
            foreach (var part in parts)
                if (part != 0)
                    _ = Driver.Api.ReleaseMemObject(part);
        }
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var plan in _plans)
            plan.Dispose();
        base.Dispose(disposing);
    }

    /// <param name="part">Receives what is released once it was enqueued; 0 = nothing.</param>
    private static nint MemoryOf(in Argument argument, ref nint part)
    {
        if (argument.Buffer is not OpenClBuffer buffer || argument.Bytes == 0)
            return 0;
        if (argument.Offset == 0)
            return buffer.Memory;
        return part = Driver.Part(buffer.Memory, argument.Offset, argument.Bytes);
    }
}
