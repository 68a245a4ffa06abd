// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Host;
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime.Execution;

/// <summary>
/// Arguments of one run at a time. Tensors of ONNX Runtime are passed in place where the device takes host memory, has ended with it when the
/// call returns, and their alignment suffices; otherwise they go through buffers, made when first needed and kept, which outlive a run given up.
/// </summary>
internal sealed unsafe class Staging : IDisposable
{
    private readonly CompiledProgram _program;
    private readonly ImmutableArray<ArgumentSize> _sizes;
    private readonly ImmutableArray<ArgumentInfo> _infos;
    private readonly SubmissionQueue _queue;
    private readonly DeviceBuffer?[] _buffers;
    private readonly Argument[] _arguments;
    private readonly bool _takesHost;

    public Staging(CompiledProgram program, ImmutableArray<ArgumentSize> sizes)
    {
        (_program, _sizes, _infos, _queue) = (program, sizes, program.Info.Arguments, program.Device.Queues[0]);
        _buffers = new DeviceBuffer?[sizes.Length];
        _arguments = new Argument[sizes.Length];
        _takesHost = program.Device.Description.Takes(ArgumentKind.Host) && !program.Device.Description.Is(DeviceFlags.Async);
    }

    public void Run(OrtKernelContext* context, ReadOnlySpan<TensorView> inputs, ReadOnlySpan<int> outputs, TimeSpan patience)
    {
        for (var i = 0; i < inputs.Length; i++)
            if (!InPlace(i, inputs[i].Data))
                Upload(i, inputs[i].Data);
        var results = stackalloc byte*[outputs.Length];
        for (var j = 0; j < outputs.Length; j++)
        {
            var at = inputs.Length + j;
            results[j] = DataDependent(at) ? null : TensorView.Output(context, outputs[j], _sizes[at].Shape.Dims.AsSpan());
            if (DataDependent(at) || !InPlace(at, results[j]))
                Stage(at);
        }
        for (var at = inputs.Length + outputs.Length; at < _arguments.Length; at++)
            Stage(at);
        _queue.Run(_program, _arguments, patience);
        for (var j = 0; j < outputs.Length; j++)
            if (_arguments[inputs.Length + j].Kind == ArgumentKind.Buffer)
                Download(context, outputs[j], inputs.Length + j, results[j]);
    }

    public void Dispose()
    {
        foreach (var buffer in _buffers)
            buffer?.Dispose();
    }

    private bool DataDependent(int at) => _infos[at].Is(ArgumentFlags.DataDependent);

    private bool InPlace(int at, byte* data)
    {
        ref var argument = ref _arguments[at];
        if (argument.Kind == ArgumentKind.Host && argument.Offset == (ulong)data)
            return true;
        if (!_takesHost || (nuint)data % _infos[at].Alignment != 0 || data == null)
            return false;
        argument = new Argument { Kind = ArgumentKind.Host, Offset = (ulong)data, Bytes = _sizes[at].Bytes, Dims = _sizes[at].Shape.Dims };
        return true;
    }

    private void Stage(int at)
    {
        var info = _infos[at];
        var buffer = _buffers[at] ??= DeviceBuffer.Allocate(_program.Device, _sizes[at].Bytes, new BufferOptions
        {
            Memory = info.Memory,
            Flags = info.BufferFlags,
            Alignment = info.Alignment > _program.Device.Description.BufferAlignment ? info.Alignment : 0,
            Label = info.Name,
        });
        if (_arguments[at].Buffer != buffer)
            _arguments[at] = Argument.Of(buffer) with { Dims = _sizes[at].Shape.Dims, OutDims = DataDependent(at) ? new OutDims() : null };
    }

    private void Upload(int at, byte* data)
    {
        Stage(at);
        if (_sizes[at].Bytes == 0)
            return;
        _buffers[at]!.Write(data, _sizes[at].Bytes);
    }

    private void Download(OrtKernelContext* context, int output, int at, byte* result)
    {
        var bytes = _sizes[at].Bytes;
        if (_arguments[at].OutDims is { } real)
        {
            var dims = real.Read(_sizes[at].Shape.Rank);
            bytes = (ulong)_infos[at].Type.BytesFor(Graph.Shape.CountOf(dims));
            result = TensorView.Output(context, output, dims);
        }
        if (bytes == 0)
            return;
        _buffers[at]!.Read(result, bytes);
    }
}
