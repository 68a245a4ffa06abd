// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Backends.OpenCl.Plans;

/// <summary>One kernel launch. The kernel's arguments are the buffers, then the scalars.</summary>
internal sealed record Launch
{
    /// <summary>The program that the kernel is in.</summary>
    public required ProgramCode Code { get; init; }

    public required string Kernel { get; init; }

    public required ImmutableArray<BufferOperand> Buffers { get; init; }

    public required ImmutableArray<Scalar> Scalars { get; init; }

    public required Grid Grid { get; init; }
}

/// <summary>A range of device memory that a kernel sees as one buffer.</summary>
internal readonly record struct BufferOperand(BufferKind Kind, int Index, long Offset, long Bytes);

internal enum BufferKind
{
    /// <summary>Index among inputs and outputs.</summary>
    Argument,

    /// <summary>Index among the plan's constants.</summary>
    Constant,

    /// <summary>Offset in the arena.</summary>
    Arena,
}
