// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Conformance.Networks;

/// <summary>What a network came to on a device.</summary>
/// <param name="Outputs">One tensor per graph output.</param>
/// <param name="Compiled">Time to compile.</param>
/// <param name="Median">Median time of an execution, submission to completion.</param>
/// <param name="Numerics">What the program declares for every node (by reference).</param>
public sealed record NetworkResult(IReadOnlyList<Tensor> Outputs, TimeSpan Compiled, TimeSpan Median, IReadOnlyDictionary<object, Numerics> Numerics);
