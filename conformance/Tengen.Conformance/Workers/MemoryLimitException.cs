// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Workers;

/// <summary>A worker held more memory than it may; it has been killed.</summary>
internal sealed class MemoryLimitException(long held, long before) : Exception
{
    /// <summary>Bytes that were resident when it was noticed.</summary>
    public long Held { get; } = held;

    /// <summary>Bytes that were resident before the case.</summary>
    public long Before { get; } = before;
}
