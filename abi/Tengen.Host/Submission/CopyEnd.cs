// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>Source or destination of a copy: a buffer from an offset on, or host memory, which the host keeps until the ticket completes.</summary>
public readonly record struct CopyEnd
{
    public DeviceBuffer? Buffer { get; private init; }

    public Tensor? Tensor { get; private init; }

    public ulong Offset { get; private init; }

    public static CopyEnd Of(DeviceBuffer buffer, ulong offset = 0) => new() { Buffer = buffer, Offset = offset };

    public static CopyEnd Of(Tensor tensor) => new() { Tensor = tensor };

    internal ulong Capacity => Buffer?.Bytes ?? (ulong)Tensor!.Bytes;
}
