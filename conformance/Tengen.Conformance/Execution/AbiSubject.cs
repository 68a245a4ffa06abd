// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Calls;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Contract;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Execution;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// A device behind the ABI. Every case runs once on other data and twice on its own, with different poison in its outputs and guard zones
/// around every argument.
/// </summary>
internal sealed class AbiSubject : ISubject
{
    private static readonly byte[] OutputSalts = [0x3C, 0xC3];
    private readonly PluginLibrary _library;
    private readonly DeviceOptions _options;
    private readonly RawTarget _target;
    private readonly TimeSpan? _softLimit;
    private readonly List<string> _warnings = [];
    private Device? _open;
    private (int Device, int Library) _violations, _warned;

    /// <exception cref="SubjectException">The plugin cannot be loaded, has no such device, or refuses to open it.</exception>
    public AbiSubject(WorkerSettings settings)
    {
        var index = settings.DeviceIndex;
        try
        {
            _library = CallTable.Load(settings.Backend, settings.Layers);
            _softLimit = settings.SoftLimit;
            _options = new DeviceOptions { Settings = settings.Options.ToImmutableDictionary(), Patience = settings.Patience ?? settings.SoftLimit / Overdue.GraceShare ?? DeviceOptions.Default.Patience };
            var devices = _library.Devices(_options);
            if (index >= devices.Count)
                throw new SubjectException($"'{_library.Name}' has {devices.Count} devices: there is no device {index}");
            _target = new RawTarget(_library, devices[index], settings.Options) { Patience = settings.Patience ?? RawTarget.UsualPatience };
            _open = _library.Open(index, _options);
            Description = $"{PlainText.Line(devices[index].Name)}: {PlainText.Line(_library.Name)}";
            Identity = DeviceIdentity.Of(devices[index]);
        }
        catch (Exception e) when (e is PluginLoadException or TengenException)
        {
            throw new SubjectException(e.Message, e);
        }
    }

    public string Description { get; }

    public DeviceIdentity Identity { get; }

    public IReadOnlyList<string> Gates { get; } = [Gate.Fresh.Name, Gate.Guards.Name, Gate.Inputs.Name, Gate.Written.Name];

    public SubjectOutcome Run(Graph graph, IReadOnlyList<Tensor> inputs) => RunEach(graph, new([inputs]));

    public SubjectOutcome RunEach(Graph graph, Lazy<IReadOnlyList<IReadOnlyList<Tensor>>> inputs)
    {
        try
        {
            foreach (var support in GraphQuery.Run(Device, graph).Nodes)
                if (!support.IsClaimed)
                    return Violation() ?? (SubjectOutcome)new SubjectOutcome.Declined($"query.{support.Reason}", support.ToString());
            using var program = Compile(graph, out var unkept);
            var outcome = unkept ?? (ProgramShape.Disagreement(graph, program!.Info) is { } text
                ? new SubjectOutcome.Broke(Verdict.Contract, "TG-P-35", text)
                : Execute(graph, program, inputs.Value));
            return Violation() ?? outcome;
        }
        catch (TengenException e)
        {
            return Violation() ?? Broken(e.Status, e.Rule, e.Message);
        }
    }

    /// <summary>The device is closed meanwhile, and opened with two queues.</summary>
    public SubjectOutcome RunAmid(Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others)
    {
        Dispose();
        try
        {
            using var crowded = new CrowdedDevice(_library, _target.Description, _options, _softLimit);
            return crowded.Run(graph, inputs, others);
        }
        catch (TengenException e)
        {
            return Broken(e.Status, e.Rule, e.Message);
        }
    }

    /// <summary>A device that opens only once is closed for the other queue.</summary>
    public IReadOnlyList<SubjectOutcome> RunElsewhere(Graph graph, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> others)
    {
        var besideProgram = Kept(() => Surroundings.RunBeside(Device, graph, inputs, others, _softLimit, Dispose));
        var options = _options with { Queues = Surroundings.TwoQueues(_target.Description) };
        SubjectOutcome once = new SubjectOutcome.Declined(Surroundings.OpensOnce, "the device is open as often as it can be");
        try
        {
            using var second = _library.Open(_target.Description.Index, options);
            return
            [
                besideProgram,
                Kept(() => Surroundings.RunOn(second, 0, graph, inputs, _softLimit, second.Dispose), second),
                Kept(() => Surroundings.RunOn(Device, 0, graph, inputs, _softLimit, Dispose)),
                Kept(() => Surroundings.RunOn(second, 1, graph, inputs, _softLimit, second.Dispose), second),
            ];
        }
        catch (TengenException e) when (e.Status == Status.LimitReached)
        {
            Dispose();
            return [besideProgram, once, once, Kept(() =>
            {
                using var again = _library.Open(_target.Description.Index, options);
                return Surroundings.RunOn(again, 1, graph, inputs, _softLimit, again.Dispose);
            })];
        }
        catch (TengenException e)
        {
            return [besideProgram, .. Enum.GetValues<Place>().Skip(1).Select(_ => Broken(e.Status, e.Rule, $"the device does not open a second time: {e.Message}"))];
        }
    }

    /// <summary>What an attempt came to, or what was seen to be broken meanwhile.</summary>
    private SubjectOutcome Kept(Func<SubjectOutcome> attempt, Device? other = null)
    {
        SubjectOutcome outcome;
        try
        {
            outcome = attempt();
        }
        catch (TengenException e)
        {
            outcome = Broken(e.Status, e.Rule, e.Message);
        }
        return Violation() ?? (other?.Violations.FirstOrDefault() is { } seen ? new SubjectOutcome.Broke(Verdict.Contract, seen.Rule, seen.Text) : outcome);
    }

    /// <summary>The device is closed meanwhile: some can be opened only once.</summary>
    public CaseResult Submit(string id)
    {
        Dispose();
        return ContractCases.Run(ContractCases.Find(id)!, _target);
    }

    public IReadOnlyList<string> TakeWarnings()
    {
        CollectWarnings();
        _warnings.AddRange(_target.TakeWarnings().Select(warning => warning.ToString()));
        string[] taken = [.. _warnings.Distinct()];
        _warnings.Clear();
        return taken;
    }

    public void Dispose()
    {
        if (_open is null)
            return;
        _open.Dispose();
        CollectWarnings();
        _warnings.AddRange(_open.Violations.Skip(_violations.Device).Select(violation => violation.ToString()));
        _open = null;
        _violations.Device = _warned.Device = 0;
    }

    private Device Device => _open ??= _library.Open(_target.Description.Index, _options);

    private CompiledProgram? Compile(Graph graph, out SubjectOutcome.Broke? unkept)
    {
        try
        {
            unkept = null;
            return CompiledProgram.Create(Device, graph);
        }
        catch (TengenException e) when (e.Status.Class is StatusClass.Caller or StatusClass.Declined or StatusClass.Internal && !e.Rule.StartsWith("TG-P-", StringComparison.Ordinal))
        {
            unkept = new SubjectOutcome.Broke(Verdict.Contract, "TG-P-31", $"claimed, then not compiled: {e.Message}");
            return null;
        }
    }

    private SubjectOutcome Execute(Graph graph, CompiledProgram program, IReadOnlyList<IReadOnlyList<Tensor>> inputs)
    {
        var buffers = new List<GuardedBuffer>();
        try
        {
            foreach (var argument in program.Info.Arguments)
                buffers.Add(new GuardedBuffer(Device, argument.Bytes, Math.Max(argument.Alignment, Device.Description.OffsetAlignment), (byte)(17 * buffers.Count + 5)));
            var extents = new DataExtents(graph, program.Info);
            if (RunOnOtherData(program, buffers, extents, program.Info.InputCount) is { Rule: Overdue.Rule } overdue)
                return overdue;
            var numerics = program.Info.NumericsOf(graph.Nodes[0].Op, NumericType(graph));
            var outputs = new List<IReadOnlyList<Tensor>>();
            foreach (var given in inputs)
            {
                if (Twice(program, buffers, extents, given, numerics, out var computed) is { } broke)
                    return broke;
                outputs.Add(computed);
            }
            return new SubjectOutcome.Ran(outputs[^1], numerics) { Earlier = outputs[..^1] };
        }
        finally
        {
            foreach (var buffer in buffers)
                buffer.Dispose();
        }
    }

    /// <summary>Two executions on the same inputs, with different poison in the outputs.</summary>
    private SubjectOutcome.Broke? Twice(CompiledProgram program, List<GuardedBuffer> buffers, DataExtents extents, IReadOnlyList<Tensor> inputs, Numerics numerics, out List<Tensor> outputs)
    {
        outputs = [];
        for (var i = 0; i < inputs.Count; i++)
            buffers[i].Write(inputs[i].AsBytes());
        var runs = new byte[OutputSalts.Length][][];
        var dims = new ImmutableArray<long>[OutputSalts.Length][];
        for (var run = 0; run < runs.Length; run++)
        {
            for (var j = inputs.Count; j < buffers.Count; j++)
                buffers[j].Poison(OutputSalts[run]);
            if ((Submit(program, buffers, extents) ?? Damage(program.Info, buffers, inputs)) is { } broke)
                return broke;
            dims[run] = extents.Read(out var wrong);
            if (wrong is not null)
                return wrong;
            runs[run] = [.. dims[run].Select((shape, j) => buffers[inputs.Count + j].Read()[..Bytes(program.Info.Arguments[inputs.Count + j].Type, shape)])];
        }
        if (OutputChecks.OtherExtents(dims) is { } unsteady)
            return unsteady;
        outputs = Tensors(program.Info, runs[0], dims[0]);
        return OutputChecks.Unwritten(program.Info, buffers, runs, OutputSalts) ?? OutputChecks.Unrepeatable(runs, numerics);
    }

    /// <summary>One execution on zeros, whose outcome is not judged if only it ends: what a program remembers of it must not show later.</summary>
    private SubjectOutcome.Broke? RunOnOtherData(CompiledProgram program, List<GuardedBuffer> buffers, DataExtents extents, int inputs)
    {
        foreach (var buffer in buffers.Take(inputs))
            buffer.Write(new byte[buffer.Bytes]);
        return Submit(program, buffers, extents);
    }

    private SubjectOutcome.Broke? Submit(CompiledProgram program, List<GuardedBuffer> buffers, DataExtents extents)
    {
        var room = extents.Renew();
        Argument[] arguments = [.. buffers.Select((buffer, i) => buffer.Argument(program.Info.Arguments[i].Shape.Dims.AsSpan()) with { OutDims = room[i] })];
        var ticket = Device.Queues[0].Submit(program, arguments);
        if (ticket.Wait(_softLimit) is not { } end)
            return Overdue.End(ticket, _softLimit!.Value, Dispose);
        return end.IsOk ? null : Broken(end.Status, end.Rule, $"execute: {end.Status}: {end.Text}");
    }

    /// <summary>The first of what was seen since the last look: a violation is one case's.</summary>
    private SubjectOutcome.Broke? Violation()
    {
        var fresh = Device.Violations.Skip(_violations.Device).Concat(_library.Violations.Skip(_violations.Library)).FirstOrDefault();
        _violations = (Device.Violations.Count, _library.Violations.Count);
        return fresh is null ? null : new SubjectOutcome.Broke(Verdict.Contract, fresh.Rule, fresh.Text);
    }

    private void CollectWarnings()
    {
        _warnings.AddRange((_open?.Warnings ?? []).Skip(_warned.Device).Concat(_library.Warnings.Skip(_warned.Library)).Select(warning => warning.ToString()));
        _warned = (_open?.Warnings.Count ?? 0, _library.Warnings.Count);
    }

    internal static SubjectOutcome.Broke Broken(Status status, string rule, string text) =>
        new(status.Class == StatusClass.Device ? Verdict.DeviceLost : Verdict.Contract, rule.Length > 0 ? rule : "TG-P-31", text);

    private static SubjectOutcome.Broke? Damage(ProgramInfo info, List<GuardedBuffer> buffers, IReadOnlyList<Tensor> inputs)
    {
        for (var i = 0; i < buffers.Count; i++)
            if (buffers[i].Damage() is { } where)
                return new SubjectOutcome.Broke(Verdict.OutOfBounds, "TG-P-25", $"argument {i} ({info.Arguments[i].Role}): memory {where} was written");
        for (var i = 0; i < inputs.Count; i++)
            if (!buffers[i].Read().AsSpan().SequenceEqual(inputs[i].AsBytes()))
                return new SubjectOutcome.Broke(Verdict.OutOfBounds, "TG-P-25", $"argument {i} (Input) was changed by the execution");
        return null;
    }

    private static List<Tensor> Tensors(ProgramInfo info, byte[][] outputs, ImmutableArray<long>[] dims)
    {
        var tensors = new List<Tensor>();
        for (var j = 0; j < outputs.Length; j++)
            tensors.Add(new Tensor(info.Arguments[info.InputCount + j].Type, dims[j], Storage.CopyOf(outputs[j])));
        return tensors;
    }

    private static int Bytes(DType type, ImmutableArray<long> dims) => checked((int)type.BytesFor(Shape.CountOf(dims.AsSpan())));

    internal static DType NumericType(Graph graph) =>
        graph.Nodes[0].Inputs.Concat(graph.Nodes[0].Outputs).Where(value => value != Node.Absent)
            .Select(value => graph.Values[value].Type).FirstOrDefault(type => type.IsFloat);
}
