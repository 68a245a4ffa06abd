// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Host;
using Tengen.Host.Devices;
using Tengen.Host.Loading;
using Tengen.Host.Programs;
using Tengen.Host.Submission;

namespace Tengen.Conformance.Execution;

/// <summary>A device behind the ABI. Every case runs twice, with different poison in its outputs and guard zones around every argument.</summary>
internal sealed unsafe class AbiSubject : ISubject
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);
    private static readonly byte[] OutputSalts = [0x3C, 0xC3];
    private readonly Device _device;

    /// <exception cref="SubjectException">The plugin cannot be loaded, has no such device, or refuses to open it.</exception>
    public AbiSubject(string path, int index, IReadOnlyDictionary<string, string> options)
    {
        try
        {
            var library = PluginLibrary.Load(path);
            var devices = library.Devices(options);
            if (devices.Count == 0)
                throw new SubjectException($"'{library.Name}' offers no device and gives no reason (TG-P-12)");
            if (index >= devices.Count)
                throw new SubjectException($"'{library.Name}' has {devices.Count} devices: there is no device {index}");
            _device = Device.Open(library, devices[index], new DeviceOptions { Options = options });
            Description = $"{devices[index].Name} ({library.Name}, ABI {library.Abi.Major}.{library.Abi.Minor})";
        }
        catch (Exception e) when (e is PluginLoadException or TengenException or ObligationException)
        {
            throw new SubjectException(e.Message, e);
        }
    }

    public string Description { get; }

    public SubjectOutcome Run(Graph.Graph graph, IReadOnlyList<Tensor> inputs)
    {
        try
        {
            foreach (var support in _device.Query(graph))
                if (!support.IsClaimed)
                    return new SubjectOutcome.Declined($"query.{support.Verdict}", support.Text);
            using var program = Compile(graph);
            return ProgramShape.Disagreement(graph, program) is { } text
                ? new SubjectOutcome.Broke(Verdict.Contract, "TG-P-35", text)
                : Execute(graph, program, inputs);
        }
        catch (ObligationException e)
        {
            return new SubjectOutcome.Broke(Verdict.Contract, e.Label, e.Message);
        }
        catch (ClaimBroken e)
        {
            return new SubjectOutcome.Broke(Verdict.Contract, "TG-P-31", $"claimed, then not compiled: {e.Message}");
        }
        catch (TengenException e) when (e.Class == StatusClass.Device)
        {
            return new SubjectOutcome.Broke(Verdict.DeviceLost, e.Rule, e.Message);
        }
        catch (TengenException e)
        {
            return new SubjectOutcome.Broke(Verdict.Contract, e.Rule.Length > 0 ? e.Rule : "TG-P-36", e.Message);
        }
    }

    public void Dispose() => _device.Dispose();

    private CompiledProgram Compile(Graph.Graph graph)
    {
        try
        {
            return _device.Compile(graph);
        }
        catch (TengenException e) when (e.Class is StatusClass.Caller or StatusClass.Declined or StatusClass.Internal)
        {
            throw new ClaimBroken(e.Message);
        }
    }

    private SubjectOutcome Execute(Graph.Graph graph, CompiledProgram program, IReadOnlyList<Tensor> inputs)
    {
        var buffers = new List<GuardedBuffer>();
        try
        {
            foreach (var argument in program.Arguments)
                buffers.Add(new GuardedBuffer(_device, argument.Bytes, Math.Max(argument.Alignment, _device.Description.OffsetAlignment), (byte)(17 * buffers.Count + 5)));
            for (var i = 0; i < inputs.Count; i++)
                buffers[i].Write(inputs[i].AsBytes());

            var runs = new byte[OutputSalts.Length][][];
            for (var run = 0; run < runs.Length; run++)
            {
                for (var j = inputs.Count; j < buffers.Count; j++)
                    buffers[j].Poison(OutputSalts[run]);
                if (Submit(program, buffers) is { } failure)
                    return failure;
                if (Damage(program, buffers, inputs) is { } damage)
                    return damage;
                runs[run] = [.. buffers.Skip(inputs.Count).Take(program.OutputCount).Select(buffer => buffer.Read())];
            }
            var numerics = program.NumericsOf(graph.Nodes[0], NumericType(graph));
            return OutputChecks.Unwritten(program, buffers, inputs.Count, runs, OutputSalts)
                ?? OutputChecks.Unrepeatable(runs, numerics)
                ?? new SubjectOutcome.Ran(Tensors(program, runs[0]), numerics);
        }
        finally
        {
            foreach (var buffer in buffers)
                buffer.Dispose();
        }
    }

    private SubjectOutcome.Broke? Submit(CompiledProgram program, List<GuardedBuffer> buffers)
    {
        var args = stackalloc tg_arg[buffers.Count];
        for (var i = 0; i < buffers.Count; i++)
            args[i] = new tg_arg
            {
                buffer = buffers[i].Buffer.Handle,
                offset = (ulong)buffers[i].Offset,
                bytes = (ulong)buffers[i].Bytes,
                rank = (uint)program.Arguments[i].Dims.Length,
                kind = Tg.TG_ARG_BUFFER,
            };
        var submission = new tg_execute { program = program.Handle, args = args, arg_count = (uint)buffers.Count, arg_stride = (uint)sizeof(tg_arg) };
        var queue = _device.Queues[0];
        var outcome = queue.Wait(queue.Submit(&submission), Patience) ?? new Outcome(Tg.TG_PENDING, "TG-P-18", "the ticket was never reported");
        if (queue.Violations.FirstOrDefault() is { } violation)
            return new SubjectOutcome.Broke(Verdict.Contract, violation.Label, violation.Message);
        return outcome.Succeeded ? null
            : new SubjectOutcome.Broke(
                TengenException.ClassOf(outcome.Status) == StatusClass.Device ? Verdict.DeviceLost : Verdict.Contract,
                outcome.Rule.Length > 0 ? outcome.Rule : "TG-P-31",
                $"execute: {TengenException.NameOf(outcome.Status)}: {outcome.Text}");
    }

    private static SubjectOutcome.Broke? Damage(CompiledProgram program, List<GuardedBuffer> buffers, IReadOnlyList<Tensor> inputs)
    {
        for (var i = 0; i < buffers.Count; i++)
            if (buffers[i].Damage() is { } at)
                return new SubjectOutcome.Broke(Verdict.OutOfBounds, "TG-P-25",
                    $"{Argument(program, i)}: byte {(at < 0 ? $"{-at} before its first" : $"{at + 1} after its last")} was written");
        for (var i = 0; i < inputs.Count; i++)
            if (!buffers[i].Read().AsSpan().SequenceEqual(inputs[i].AsBytes()))
                return new SubjectOutcome.Broke(Verdict.OutOfBounds, "TG-P-25", $"{Argument(program, i)} was changed by the execution");
        return null;
    }

    private static string Argument(CompiledProgram program, int index) => $"argument {index} ({program.Arguments[index].Role})";

    private static List<Tensor> Tensors(CompiledProgram program, byte[][] outputs) =>
        [.. outputs.Select((bytes, j) => new Tensor(program.Arguments[program.InputCount + j].Type, program.Arguments[program.InputCount + j].Dims, Storage.CopyOf(bytes)))];

    private static DType NumericType(Graph.Graph graph) =>
        graph.Nodes[0].Inputs.Concat(graph.Nodes[0].Outputs).Where(value => value != Node.Absent)
            .Select(value => graph.Values[value].Type).FirstOrDefault(type => type.IsFloat);

    private sealed class ClaimBroken(string message) : Exception(message);
}
