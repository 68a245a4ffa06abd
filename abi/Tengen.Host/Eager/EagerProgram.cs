// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>The compiled program of one operator at one combination of dtypes and dims, with its scratch.</summary>
internal sealed class EagerProgram(EagerOp op, ImmutableArray<(DType Type, ImmutableArray<long> Dims)?> tensors, int inputs, CompiledProgram program, DeviceBuffer? scratch) : IDisposable
{
    public CompiledProgram Program => program;

    public DeviceBuffer? Scratch => scratch;

    /// <summary>Another program whose key has the same hash.</summary>
    public EagerProgram? Next { get; init; }

    public bool Serves(EagerOp called, ReadOnlySpan<DeviceTensor?> calledInputs, ReadOnlySpan<DeviceTensor> calledOutputs)
    {
        if (called != op || calledInputs.Length != inputs || calledInputs.Length + calledOutputs.Length != tensors.Length)
            return false;
        for (var i = 0; i < calledInputs.Length; i++)
            if (!Same(tensors[i], calledInputs[i]))
                return false;
        for (var i = 0; i < calledOutputs.Length; i++)
            if (!Same(tensors[inputs + i], calledOutputs[i]))
                return false;
        return true;
    }

    public void Dispose()
    {
        scratch?.Dispose();
        program.Dispose();
        Next?.Dispose();
    }

    private static bool Same((DType Type, ImmutableArray<long> Dims)? known, DeviceTensor? tensor) => known is { } value
        ? tensor is not null && value.Type == tensor.Type && value.Dims.AsSpan().SequenceEqual(tensor.Dims.AsSpan())
        : tensor is null;
}
