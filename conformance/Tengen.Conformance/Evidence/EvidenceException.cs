// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Evidence;

/// <summary>Evidence that cannot carry a verdict.</summary>
/// <param name="rule"><c>evidence.missing</c>, <c>evidence.damaged</c> or <c>evidence.question</c>.</param>
/// <param name="message">What is wrong with it.</param>
public sealed class EvidenceException(string rule, string message) : Exception(message)
{
    public string Rule { get; } = rule;
}
