// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>Results cannot be kept or taken up again: the folder is not writable, the disk is full, the file is in use or damaged.</summary>
public sealed class JournalException(string path, Exception inner) : Exception($"results cannot be written to '{path}': {inner.Message}", inner)
{
    public string Path { get; } = path;
}
