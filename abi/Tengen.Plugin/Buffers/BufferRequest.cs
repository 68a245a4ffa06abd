// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>What <c>buffer_alloc</c> asks for, checked by the kit.</summary>
/// <param name="Bytes">0 is legal.</param>
/// <param name="Alignment">A power of two, at least the device's own.</param>
/// <param name="Memory">Name of one of <see cref="DeviceInfo.Memories"/>.</param>
/// <param name="Label">For traces; may be empty.</param>
/// <param name="ExportKinds">Subset of <see cref="DeviceInfo.ExportKinds"/>.</param>
public sealed record BufferRequest(long Bytes, int Alignment, string Memory, string Label, BufferFlags Flags, MemoryKinds ExportKinds);

/// <summary>Memory that <c>buffer_import</c> lends; it stays the giver's.</summary>
/// <param name="Kind">One of <see cref="DeviceInfo.ImportKinds"/>.</param>
/// <param name="Handle">Descriptor, which is duplicated to be kept, or host pointer.</param>
public sealed record ImportRequest(MemoryKinds Kind, ulong Handle, long Offset, long Bytes, BufferFlags Flags);
