// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Plans;

/// <summary>Where a value lives: an argument of the program, memory the program owns, or a place in the scratch argument.</summary>
internal sealed unsafe class Slot(long bytes)
{
    public long Bytes { get; } = bytes;

    /// <summary>Position among the arguments; -1 = none.</summary>
    public int Argument { get; init; } = -1;

    /// <summary>Memory of the program; null = none.</summary>
    public byte* Constant { get; init; }

    /// <summary>Offset in the scratch, once planned.</summary>
    public long Offset { get; set; }

    public bool IsPlanned => Argument < 0 && Constant == null;
}
