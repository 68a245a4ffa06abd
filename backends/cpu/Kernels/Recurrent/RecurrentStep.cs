// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Recurrent;

/// <summary>One step of one direction, as a cell sees it. All pointers are borrowed for the run.</summary>
internal unsafe struct RecurrentStep<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Hidden units of one item.</summary>
    private const int Chunk = 512;

    public SequenceClock Clock;
    public int Hidden, Gates, Direction, Step;
    public bool Reverse;

    /// <summary>Length of each sequence, or null where all have <see cref="SequenceClock.Steps"/>.</summary>
    public int* Lengths;

    /// <summary>X W^T and the biases: a row for each row of X, <see cref="Gates"/> times <see cref="Hidden"/> wide.</summary>
    public T* Projection;

    /// <summary>The product of R with the state: a row for each member of the batch, <see cref="PreWidth"/> wide.</summary>
    public T* Pre;

    public int PreWidth;

    /// <summary>A row of <see cref="Hidden"/> numbers for each member: the state, and the cell's own.</summary>
    public T* State, Cell;

    /// <summary>Y, or null.</summary>
    public T* Output;

    /// <summary>Bounds what activations are given; infinite for none.</summary>
    public T Clip;

    private readonly int Chunks => (Hidden + Chunk - 1) / Chunk;

    public readonly int Items => Clock.Batch * Chunks;

    /// <summary>The member and units of an item; false when that sequence has ended.</summary>
    public readonly bool Take(int item, out RecurrentUnits<T> units)
    {
        var (member, first) = (item / Chunks, item % Chunks * Chunk);
        var time = SequenceClock.Time(Step, Lengths == null ? Clock.Steps : Lengths[member], Reverse);
        units = default;
        if (time < 0)
            return false;
        units.Count = Math.Min(Chunk, Hidden - first);
        units.First = first;
        units.Input = Projection + Clock.InputRow(time, member) * Gates * Hidden + first;
        units.Pre = Pre + (nint)member * PreWidth + first;
        units.State = State + (nint)member * Hidden + first;
        units.Cell = Cell == null ? null : Cell + (nint)member * Hidden + first;
        units.Output = Output == null ? null : Output + Clock.OutputRow(time, Direction, member) * Hidden + first;
        return true;
    }
}

/// <summary>A run of hidden units of one member; gates lie <c>Hidden</c> apart.</summary>
internal unsafe struct RecurrentUnits<T> where T : unmanaged
{
    public int First, Count;
    public T* Input, Pre, State, Cell, Output;

    public readonly void SetState(int unit, T value)
    {
        State[unit] = value;
        if (Output != null)
            Output[unit] = value;
    }
}
