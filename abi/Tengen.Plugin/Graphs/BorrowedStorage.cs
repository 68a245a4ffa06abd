// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary>The host's memory of a constant. It is readable while its loan lasts, and afterwards throws instead of dangling.</summary>
internal sealed unsafe class BorrowedStorage(byte* pointer, long bytes, bool persistent, Loan loan) : Storage
{
    /// <summary>True when the host keeps the memory until the program is destroyed.</summary>
    public bool Persistent { get; } = persistent;

    public override byte* Pointer => Persistent || !loan.Ended
        ? pointer
        : throw new InvalidOperationException("A constant was read after the call that lent it; copy what you keep.");

    public override long Length { get; } = bytes;
}

/// <summary>The length of the call in which memory is borrowed.</summary>
internal sealed class Loan : IDisposable
{
    private volatile bool _ended;

    public bool Ended => _ended;

    public void Dispose() => _ended = true;
}
