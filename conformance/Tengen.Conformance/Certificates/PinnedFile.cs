// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Certificates;

/// <summary>A file that a run is tied to.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Sha256">Of its bytes when the run began, lower-case hex.</param>
public sealed record PinnedFile(string Path, string Sha256);
