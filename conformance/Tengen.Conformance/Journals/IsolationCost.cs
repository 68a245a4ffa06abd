// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Journals;

/// <summary>What it cost that cases run in processes of their own; of a run that was taken up again, since then.</summary>
/// <param name="Starts">Processes that brought the backend up.</param>
/// <param name="WorkerSeconds">Wall time of all workers together, from the start of the first process in a worker's place until it was given up.</param>
/// <param name="StartSeconds">Of it: until a backend was open.</param>
/// <param name="CaseSeconds">Of it: inside cases that came to an end.</param>
/// <param name="SupervisorSeconds">Processor time of the suite's own process, which also plans and reports.</param>
public sealed record IsolationCost(int Starts, double WorkerSeconds, double StartSeconds, double CaseSeconds, double SupervisorSeconds);
