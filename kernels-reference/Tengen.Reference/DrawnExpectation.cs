// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

/// <summary>What drawn elements of one output of one node may be.</summary>
/// <param name="Elements">Flat positions, ascending.</param>
/// <param name="Tolerances">Parallel to them; null for an exact output.</param>
/// <param name="Reference">Of an exact output: its elements at those positions; others need not be right.</param>
public sealed record DrawnExpectation(IReadOnlyList<int> Elements, IReadOnlyList<Tolerance>? Tolerances, Tensor Reference);
