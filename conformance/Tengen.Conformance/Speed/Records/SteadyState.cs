// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Measuring;

namespace Tengen.Conformance.Speed.Records;

/// <summary>Whether samples were taken in a steady state, and how that was seen.</summary>
/// <param name="Attempts">Times that samples were taken, a warm-up before each; the last ones are the figure.</param>
/// <param name="WarmUp">The last warm-up of the program.</param>
/// <param name="Twin">The last warm-up of its A/A twin.</param>
/// <param name="Drift">Median of the second half of the warm samples over that of the first.</param>
/// <param name="Reached">Both had settled, the halves agree, and warm is not slower than cold; otherwise the finding <c>speed.steady</c> says which.</param>
public sealed record SteadyState(int Attempts, WarmUpOutcome WarmUp, WarmUpOutcome Twin, double Drift, bool Reached);
