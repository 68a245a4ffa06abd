// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Recurrent;
using Tengen.Backends.Cpu.Plans;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>What one direction of a recurrence does at each time step.</summary>
internal interface ICellSteps<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Slots it reads; -1 = none.</summary>
    int[] Reads { get; }

    /// <summary>Temporary slots of its own.</summary>
    int[] Writes { get; }

    /// <summary>Bytes at the head of the step's scratch.</summary>
    long ScratchBytes(int width);

    void Run(in Frame frame, in RecurrentStep<T> at);
}
