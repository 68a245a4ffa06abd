// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Backends.OpenCl.Plans;

/// <summary>Where a value lives: an argument of the program, a constant, or else a place in the arena.</summary>
/// <param name="Bytes">Of its elements.</param>
/// <param name="Argument">Position among inputs and outputs; -1 = none.</param>
/// <param name="Constant">Elements that are the program's.</param>
internal sealed record Slot(long Bytes, int Argument = -1, Tensor? Constant = null)
{
    public bool IsTemporary => Argument < 0 && Constant is null;
}
