// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>Buffers for every argument of a program at given sizes, reused from run to run. One run at a time.</summary>
internal sealed class ArgumentBuffers : IDisposable
{
    private readonly ProgramInfo _info;
    private readonly ImmutableArray<ArgumentSize> _sizes;
    private readonly DeviceBuffer[] _buffers;
    private readonly Argument[] _arguments;

    public ArgumentBuffers(CompiledProgram program, ImmutableArray<ArgumentSize> sizes)
    {
        _info = program.Info;
        _sizes = sizes;
        _buffers = new DeviceBuffer[sizes.Length];
        _arguments = new Argument[sizes.Length];
        try
        {
            for (var i = 0; i < sizes.Length; i++)
            {
                var argument = _info.Arguments[i];
                _buffers[i] = argument is { Alias: { } input, Role: ArgumentRole.Output } && !argument.Is(ArgumentFlags.MayAlias)
                    ? _buffers[input]
                    : Allocate(program.Device, argument, sizes[i]);
                _arguments[i] = Argument.Of(_buffers[i], sizes[i].Shape.Dims.AsSpan()) with
                {
                    OutDims = argument.Is(ArgumentFlags.DataDependent) ? new OutDims() : null,
                };
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ReadOnlySpan<Argument> Arguments => _arguments;

    public unsafe void Upload(IReadOnlyList<Tensor> inputs)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            using var mapping = _buffers[i].Map(MapAccess.Write | MapAccess.Discard, 0, (ulong)inputs[i].Bytes);
            Buffer.MemoryCopy(inputs[i].Pointer, mapping.Pointer, inputs[i].Bytes, inputs[i].Bytes);
            GC.KeepAlive(inputs[i]);
        }
    }

    public unsafe Tensor[] Download()
    {
        var outputs = new Tensor[_info.OutputCount];
        for (var i = 0; i < outputs.Length; i++)
        {
            var at = _info.InputCount + i;
            var dims = _arguments[at].OutDims is { } real ? real.Read(_sizes[at].Shape.Rank) : _sizes[at].Shape.Dims.AsSpan();
            outputs[i] = new Tensor(_info.Arguments[at].Type, dims);
            using var mapping = _buffers[at].Map(MapAccess.Read, 0, (ulong)outputs[i].Bytes);
            Buffer.MemoryCopy(mapping.Pointer, outputs[i].Pointer, outputs[i].Bytes, outputs[i].Bytes);
        }
        return outputs;
    }

    public void Dispose()
    {
        foreach (var buffer in _buffers)
            buffer?.Dispose();
    }

    private static DeviceBuffer Allocate(Device device, ArgumentInfo argument, ArgumentSize size) =>
        DeviceBuffer.Allocate(device, size.Bytes, new BufferOptions
        {
            Memory = argument.Memory,
            Flags = argument.BufferFlags,
            Alignment = argument.Alignment > device.Description.BufferAlignment ? argument.Alignment : 0,
            Label = argument.Name,
        });
}
