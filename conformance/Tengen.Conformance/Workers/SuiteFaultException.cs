// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Workers;

/// <summary>The suite, not the backend, failed on a case, also in a fresh process. Ends with exit code 5, when everything else was judged.</summary>
public sealed class SuiteFaultException(string caseId, string fault) : Exception($"the suite failed on case '{caseId}': {fault}")
{
    /// <summary>The rule of a result that is <see cref="Verdicts.Verdict.NotRun"/> for this reason.</summary>
    public const string Rule = "suite.fault";

    public string Case { get; } = caseId;
}
