// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Execution;

using Graph = Tengen.Graph.Graph;

/// <summary>A program with inputs in place and room for its outputs. Disposed when nothing of it is pending, before its device.</summary>
internal sealed class PlacedProgram : IDisposable
{
    private readonly List<GuardedBuffer> _buffers = [];

    /// <exception cref="TengenException">The graph does not compile, or there is no memory.</exception>
    public PlacedProgram(Device device, Graph graph, IReadOnlyList<Tensor> inputs)
    {
        Program = CompiledProgram.Create(device, graph);
        foreach (var argument in Program.Info.Arguments)
            _buffers.Add(new GuardedBuffer(device, argument.Bytes, Math.Max(argument.Alignment, device.Description.OffsetAlignment), (byte)(17 * _buffers.Count + 5)));
        for (var i = 0; i < inputs.Count; i++)
            _buffers[i].Write(inputs[i].AsBytes());
    }

    public CompiledProgram Program { get; }

    /// <summary>Fills the outputs with a pattern.</summary>
    public void Poison(byte salt)
    {
        foreach (var buffer in _buffers.Skip(Program.Info.InputCount))
            buffer.Poison(salt);
    }

    public Ticket Submit(SubmissionQueue queue) => queue.Submit(Program, [.. _buffers.Select((buffer, i) => buffer.Argument(Program.Info.Arguments[i].Shape.Dims.AsSpan()))]);

    /// <summary>Copies of the outputs.</summary>
    public IReadOnlyList<Tensor> Read() => [.. _buffers.Skip(Program.Info.InputCount).Take(Program.Info.OutputCount)
        .Select((buffer, j) => (Buffer: buffer, Argument: Program.Info.Arguments[Program.Info.InputCount + j]))
        .Select(pair => new Tensor(pair.Argument.Type, pair.Argument.Shape.Dims, Storage.CopyOf(pair.Buffer.Read().AsSpan(0, (int)pair.Argument.Type.BytesFor(Shape.CountOf(pair.Argument.Shape.Dims.AsSpan()))))))];

    public void Dispose()
    {
        foreach (var buffer in _buffers)
            buffer.Dispose();
        Program.Dispose();
    }
}
