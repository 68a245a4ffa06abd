// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Merging;

/// <summary>Parts of a run that do not make the whole.</summary>
/// <param name="isIncomplete">Something is missing; otherwise something contradicts.</param>
public sealed class MergeException(string message, bool isIncomplete = false) : Exception(message)
{
    public bool IsIncomplete { get; } = isIncomplete;
}
