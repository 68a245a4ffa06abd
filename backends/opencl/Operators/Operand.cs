// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Backends.OpenCl.Operators;

/// <summary>A dense tensor in a slot of the plan.</summary>
internal readonly record struct Operand(int Slot, ImmutableArray<long> Dims)
{
    public static implicit operator Operand((int Slot, ImmutableArray<long> Dims) pair) => new(pair.Slot, pair.Dims);
}
