// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Workers;

/// <summary>The suite, not the backend, failed on a case. Ends the run with exit code 5.</summary>
public sealed class SuiteFaultException(string caseId, string fault) : Exception($"the suite failed on case '{caseId}': {fault}")
{
    public string Case { get; } = caseId;
}
