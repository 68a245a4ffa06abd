// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>Results cannot be kept: the folder is not writable, or the disk is full.</summary>
public sealed class JournalException(string path, Exception inner) : Exception($"results cannot be written to '{path}': {inner.Message}", inner)
{
    public string Path { get; } = path;
}
