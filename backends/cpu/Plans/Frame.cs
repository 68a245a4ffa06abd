// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Plans;

/// <summary>What a step sees of one execution.</summary>
internal readonly unsafe struct Frame(byte** slots, byte* scratch, ForkJoinPool pool, Argument* told)
{
    public readonly ForkJoinPool Pool = pool;

    /// <summary>The bytes that the step asked for; 64-byte aligned, shared by all steps.</summary>
    public readonly byte* Scratch = scratch;

    /// <summary>Address of a slot's elements.</summary>
    public T* At<T>(int slot) where T : unmanaged => (T*)slots[slot];

    /// <summary>Says the extents that a step found of an open output; <paramref name="argument"/> below 0 is none.</summary>
    public void Found(int argument, params ReadOnlySpan<long> extents)
    {
        if (argument >= 0)
            told[argument].SetDims(extents);
    }

    public float* Floats(int slot) => (float*)slots[slot];

    /// <summary>The same for an optional slot; -1 gives null.</summary>
    public float* Optional(int slot) => slot < 0 ? null : (float*)slots[slot];
}

/// <summary>One step of a plan; runs to its end.</summary>
internal delegate void StepBody(in Frame frame);

/// <param name="Reads">Slots that must be complete before.</param>
/// <param name="Writes">Slots that are complete afterwards.</param>
/// <param name="Scratch">Bytes.</param>
internal sealed record Step(int[] Reads, int[] Writes, long Scratch, StepBody Body);
