// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Recurrent;

/// <summary>
/// The gates z, r, h of a GRU and its new state. Source: ONNX GRU. Where the reset comes before the linear step, a first pass opens z and r
/// and leaves r times the state, a second one takes the product of that. One item is a run of units of one member.
/// </summary>
internal unsafe struct GruCell<T> : IParallelBody where T : unmanaged, IFloatingPointIeee754<T>
{
    public RecurrentStep<T> At;

    /// <summary>f and g of the equations.</summary>
    public Activation Gate, Candidate;

    /// <summary>Which passes this run does; both where the linear step comes before the reset.</summary>
    public bool First, Second;

    /// <summary>The recurrent bias of h, where the linear step comes before the reset; or null.</summary>
    public T* LinearBias;

    /// <summary>r times the state, a row for each member; only where the reset comes first.</summary>
    public T* ResetState;

    /// <summary>The product of <see cref="ResetState"/>, a row of <see cref="RecurrentStep{T}.Hidden"/> for each member; only where the reset comes first.</summary>
    public T* ResetProduct;

    public readonly void Run(int item, int worker)
    {
        if (!At.Take(item, out var units))
            return;
        T* z = units.Pre, r = units.Pre + At.Hidden;
        var row = (nint)(units.State - At.State);
        if (First)
        {
            Open(units, z, 0);
            Open(units, r, At.Hidden);
        }
        if (!Second)
        {
            for (var unit = 0; unit < units.Count; unit++)
                ResetState[row + unit] = r[unit] * units.State[unit];
            return;
        }
        var h = First ? r + At.Hidden : ResetProduct + row;
        var input = units.Input + 2 * At.Hidden;
        for (var unit = 0; unit < units.Count; unit++)
        {
            var linear = LinearBias == null ? h[unit] : h[unit] + LinearBias[units.First + unit];
            h[unit] = input[unit] + (First ? r[unit] * linear : linear);
        }
        Candidate.Apply(h, units.Count, At.Clip);
        for (var unit = 0; unit < units.Count; unit++)
            units.SetState(unit, (T.One - z[unit]) * h[unit] + z[unit] * units.State[unit]);
    }

    private readonly void Open(in RecurrentUnits<T> units, T* pre, int offset)
    {
        for (var unit = 0; unit < units.Count; unit++)
            pre[unit] += units.Input[offset + unit];
        Gate.Apply(pre, units.Count, At.Clip);
    }
}
