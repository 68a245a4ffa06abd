// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Certificates;

/// <summary>A file whose code or data was mapped into a process that ran the backend.</summary>
/// <param name="Path">As the system names it.</param>
/// <param name="Bytes">Its size; -1 when it can no longer be read.</param>
/// <param name="Sha256">Of its bytes; null when it can no longer be read.</param>
public sealed record MappedModule(string Path, long Bytes, string? Sha256);
