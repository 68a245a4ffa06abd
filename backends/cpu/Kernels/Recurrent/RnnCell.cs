// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Recurrent;

/// <summary>The new state of a plain recurrence. Source: ONNX RNN. One item is a run of units of one member.</summary>
internal unsafe struct RnnCell<T> : IParallelBody where T : unmanaged, IFloatingPointIeee754<T>
{
    public RecurrentStep<T> At;
    public Activation Gate;

    public readonly void Run(int item, int worker)
    {
        if (!At.Take(item, out var units))
            return;
        for (var unit = 0; unit < units.Count; unit++)
            units.Pre[unit] += units.Input[unit];
        Gate.Apply(units.Pre, units.Count, At.Clip);
        for (var unit = 0; unit < units.Count; unit++)
            units.SetState(unit, units.Pre[unit]);
    }
}
