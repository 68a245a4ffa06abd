// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;
using Tengen.Graph;

namespace Tengen.Conformance.Certificates;

/// <summary>The determinism class of a certificate.</summary>
internal static class DeterminismClass
{
    private static readonly Gate[] Holding = [Gate.Repeatable, Gate.Batch, Gate.Streams, Gate.Order];

    /// <summary>D0 to D4: the weakest class that was declared, and none above the last one whose gate was in force.</summary>
    public static string Of(IReadOnlyList<Numerics> declared, IReadOnlyList<string> gates) =>
        $"D{Math.Min(declared.Count == 0 ? 0 : declared.Min(numerics => (int)numerics.Determinism), Holding.TakeWhile(gate => gates.Contains(gate.Name)).Count())}";
}
