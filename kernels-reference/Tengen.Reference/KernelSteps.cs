// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Reference.Numbers;

namespace Tengen.Reference;

/// <summary>What a kernel does to get its outputs for one call.</summary>
/// <param name="Kinds">Parts of the vocabulary in use.</param>
/// <param name="Functions">Functions in use.</param>
/// <param name="Roundings">
/// By output: roundings on the longest chain to one of its elements; null where every element has one right bit pattern (integers, moved
/// elements, formats of 8 bits and less), or where the output is left out.
/// </param>
public sealed record KernelSteps(StepKinds Kinds, ImmutableArray<Function> Functions, ImmutableArray<int?> Roundings);
