// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance;

/// <summary>Exit codes of <c>tengen</c>. Published; never renumbered.</summary>
public enum ExitCode
{
    Conformant = 0,
    ConformanceFailures = 1,
    Usage = 2,
    NothingSelected = 3,
    BackendDidNotLoad = 4,
    SuiteFault = 5,
    StaleExpectation = 6,
    Incomplete = 7,
    Regression = 8,
}
