// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Reference;

/// <summary>What an operator's outputs do, bit for bit, when some of its inputs are multiplied by a power of two, or by -1.</summary>
/// <param name="Inputs">Positions of the inputs that are multiplied together; no part of them alone has the property.</param>
/// <param name="Halves">By output, twice the degree d: inputs times 2^k give outputs times 2^(dk). Null where that is not known of every output.</param>
/// <param name="Odd">By output, whether negated inputs negate it; otherwise they leave it. Null where that is not known of every output.</param>
/// <param name="Largest">Twice the largest |degree| of a number inside the kernel.</param>
public sealed record Symmetry(ImmutableArray<int> Inputs, ImmutableArray<int>? Halves, ImmutableArray<bool>? Odd, int Largest);
