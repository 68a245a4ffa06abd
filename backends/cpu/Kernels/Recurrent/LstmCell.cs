// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Recurrent;

/// <summary>The gates i, o, f, c of an LSTM and its new states. Source: ONNX LSTM. One item is a run of units of one member.</summary>
internal unsafe struct LstmCell<T> : IParallelBody where T : unmanaged, IFloatingPointIeee754<T>
{
    public RecurrentStep<T> At;

    /// <summary>f, g and h of the equations.</summary>
    public Activation Gate, Candidate, Emit;

    /// <summary>Weights of i, o, f; or null.</summary>
    public T* Peephole;

    /// <summary>f = 1 - i.</summary>
    public bool Couple;

    public readonly void Run(int item, int worker)
    {
        if (!At.Take(item, out var units))
            return;
        T* i = Pre(units, 0), o = Pre(units, 1), f = Pre(units, 2), c = Pre(units, 3);
        Open(units, 0, Peephole, Gate);
        if (Couple)
            for (var unit = 0; unit < units.Count; unit++)
                f[unit] = T.One - i[unit];
        else
            Open(units, 2, Peephole == null ? null : Peephole + 2 * At.Hidden, Gate);
        Open(units, 3, null, Candidate);
        for (var unit = 0; unit < units.Count; unit++)
            units.Cell[unit] = f[unit] * units.Cell[unit] + i[unit] * c[unit];
        Open(units, 1, Peephole == null ? null : Peephole + At.Hidden, Gate);
        for (var unit = 0; unit < units.Count; unit++)
            c[unit] = units.Cell[unit];
        Emit.Apply(c, units.Count, At.Clip);
        for (var unit = 0; unit < units.Count; unit++)
            units.SetState(unit, o[unit] * c[unit]);
    }

    private readonly T* Pre(in RecurrentUnits<T> units, int gate) => units.Pre + gate * At.Hidden;

    private readonly void Open(in RecurrentUnits<T> units, int gate, T* peephole, Activation activation)
    {
        T* pre = Pre(units, gate), input = units.Input + gate * At.Hidden;
        for (var unit = 0; unit < units.Count; unit++)
            pre[unit] += input[unit];
        if (peephole != null)
            for (var unit = 0; unit < units.Count; unit++)
                pre[unit] += peephole[units.First + unit] * units.Cell[unit];
        activation.Apply(pre, units.Count, At.Clip);
    }
}
