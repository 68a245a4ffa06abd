// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Graph.Operators;

namespace Tengen.Host;

/// <summary>
/// Calls single operators on a queue. Each combination of operator, attributes, dtypes and dims is compiled once as a graph of one node and
/// kept; a call that finds its program allocates nothing on a device without ASYNC. Disposed by its owner, before the device. Any thread
/// may call; calls are serialised.
/// </summary>
public sealed unsafe class EagerRunner(SubmissionQueue queue, IOperatorSet operators) : IDisposable
{
    private const int MostArguments = 64;
    private readonly Dictionary<ulong, EagerProgram> _programs = [];

    public SubmissionQueue Queue => queue;

    /// <summary>Combinations compiled so far.</summary>
    public int Count { get; private set; }

    /// <summary>Runs an operator and waits for nothing on an asynchronous device: later calls of the queue see its results.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="inputs">In the operator's order; null for an optional input left out.</param>
    /// <param name="outputs">Receive the results; their dtypes and dims must be the ones the operator gives.</param>
    /// <exception cref="GraphException">The tensors contradict the operator's contract.</exception>
    /// <exception cref="NotClaimedException">The device does not take it.</exception>
    /// <exception cref="TengenException">It failed.</exception>
    public void Run(EagerOp op, ReadOnlySpan<DeviceTensor?> inputs, ReadOnlySpan<DeviceTensor> outputs)
    {
        lock (queue.Calls)
        {
            var program = Find(op, inputs, outputs);
            if (queue.Device.Description.Is(DeviceFlags.Async))
                Submit(program, inputs, outputs);
            else
                Execute(program, inputs, outputs);
        }
    }

    public void Dispose()
    {
        lock (queue.Calls)
        {
            foreach (var program in _programs.Values)
                program.Dispose();
            _programs.Clear();
            Count = 0;
        }
    }

    private void Execute(EagerProgram program, ReadOnlySpan<DeviceTensor?> inputs, ReadOnlySpan<DeviceTensor> outputs)
    {
        var count = inputs.Length + outputs.Length + 1;
        if (count > MostArguments)
        {
            Submit(program, inputs, outputs);
            return;
        }
        var arguments = stackalloc tg_arg[count];
        var used = 0;
        foreach (var input in inputs)
            if (input is not null)
                arguments[used++] = Of(input.Buffer, input.Offset, input.Bytes);
        foreach (var output in outputs)
            arguments[used++] = Of(output.Buffer, output.Offset, output.Bytes);
        if (program.Scratch is { } scratch)
            arguments[used++] = Of(scratch, 0, scratch.Bytes);
        var desc = new tg_execute
        {
            size = (uint)sizeof(tg_execute),
            program = program.Program.Handle,
            args = arguments,
            queue = (uint)queue.Number,
            arg_count = (uint)used,
            arg_stride = (uint)sizeof(tg_arg),
            wait_stride = (uint)sizeof(tg_sync),
            signal_stride = (uint)sizeof(tg_sync),
        };
        queue.Blocking(&desc);
    }

    private void Submit(EagerProgram program, ReadOnlySpan<DeviceTensor?> inputs, ReadOnlySpan<DeviceTensor> outputs)
    {
        var arguments = new List<Argument>();
        foreach (var input in inputs)
            if (input is not null)
                arguments.Add(Argument.Range(input.Buffer, input.Offset, input.Bytes));
        foreach (var output in outputs)
            arguments.Add(Argument.Range(output.Buffer, output.Offset, output.Bytes));
        if (program.Scratch is { } scratch)
            arguments.Add(Argument.Of(scratch));
        var ticket = queue.Submit(program.Program, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(arguments));
        if (ticket.Poll() is { IsOk: false })
            ticket.Join();
    }

    private EagerProgram Find(EagerOp op, ReadOnlySpan<DeviceTensor?> inputs, ReadOnlySpan<DeviceTensor> outputs)
    {
        var key = op.Seed;
        foreach (var input in inputs)
            key = EagerOp.Mix(key, input is null ? 1 : input.Signature);
        foreach (var output in outputs)
            key = EagerOp.Mix(key, output.Signature);
        _programs.TryGetValue(key, out var first);
        for (var program = first; program is not null; program = program.Next)
            if (program.Serves(op, inputs, outputs))
                return program;
        var compiled = Compile(op, inputs, outputs, first);
        Count++;
        return _programs[key] = compiled;
    }

    private EagerProgram Compile(EagerOp op, ReadOnlySpan<DeviceTensor?> inputs, ReadOnlySpan<DeviceTensor> outputs, EagerProgram? next)
    {
        var written = EagerGraph.Of(op, inputs, outputs);
        var graph = Canonicalizer.Run(written, operators);
        for (var i = 0; i < outputs.Length; i++)
            if (graph.Values[graph.Outputs[i]] is var result && (result.Type != outputs[i].Type || result.Shape != new Shape(outputs[i].Dims)))
                throw new GraphException($"op:{op.Op}.outputs", $"{op.Op}: output {i} is {result.Type}{result.Shape}, the tensor given for it is {outputs[i]}");
        var query = GraphQuery.Run(queue.Device, graph);
        if (!query.IsClaimed)
            throw new NotClaimedException(queue.Device.Name, query);
        var program = CompiledProgram.Create(queue.Device, graph);
        var scratch = program.Info.HasScratch ? DeviceBuffer.Allocate(queue.Device, program.Info.Arguments[^1].Bytes) : null;
        var tensors = ImmutableArray.CreateBuilder<(DType, ImmutableArray<long>)?>();
        foreach (var input in inputs)
            tensors.Add(input is null ? null : (input.Type, input.Dims));
        foreach (var output in outputs)
            tensors.Add((output.Type, output.Dims));
        return new EagerProgram(op, tensors.ToImmutable(), inputs.Length, program, scratch) { Next = next };
    }

    private static tg_arg Of(DeviceBuffer buffer, ulong offset, ulong bytes) =>
        new() { buffer = buffer.Handle, offset = offset, bytes = bytes };
}
