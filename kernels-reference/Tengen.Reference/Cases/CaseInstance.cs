// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference.Kernels;

namespace Tengen.Reference.Cases;

/// <summary>A case with its data.</summary>
/// <param name="Case">What it was made from.</param>
/// <param name="Graph">One node in canonical form; tensors that shape rules read are constants, all others inputs; with an open extent they are inputs, and a symbol stands for it.</param>
/// <param name="Inputs">The tensors of the graph's inputs, in order.</param>
/// <param name="Call">The same node ready for the oracle.</param>
public sealed record CaseInstance(Case Case, Graph.Graph Graph, ImmutableArray<Tensor> Inputs, Call Call);
