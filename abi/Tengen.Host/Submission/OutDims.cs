// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>Where the real extents of a data-dependent output land (<c>tg_arg.out_dims</c>). Kept by the host until the ticket completes.</summary>
public sealed unsafe class OutDims
{
    private readonly Storage _storage = Storage.Allocate(Shape.MaxRank * sizeof(long));

    public OutDims() => new Span<long>(_storage.Pointer, Shape.MaxRank).Fill(-1);

    /// <summary>The extents, once the ticket has completed; -1 before, and where the plugin writes none.</summary>
    public ReadOnlySpan<long> Read(int rank) => new(_storage.Pointer, rank);

    internal long* Pointer => (long*)_storage.Pointer;
}
