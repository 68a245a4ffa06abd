// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>Copies elements in another order of dims. One item is one line of the output.</summary>
internal unsafe struct Transposition<T> : IParallelBody where T : unmanaged
{
    public T* Input;
    public T* Output;

    /// <summary>Output dims.</summary>
    public int[] Dims;

    /// <summary>Input elements from one step of an output dim to the next.</summary>
    public nint[] Steps;

    public readonly void Run(int item, int worker)
    {
        nint from = 0;
        var rest = item;
        for (var dim = Dims.Length - 2; dim >= 0; dim--)
        {
            from += rest % Dims[dim] * Steps[dim];
            rest /= Dims[dim];
        }
        var to = Output + (nint)item * Dims[^1];
        var step = Steps[^1];
        if (step == 1)
            new Span<T>(Input + from, Dims[^1]).CopyTo(new Span<T>(to, Dims[^1]));
        else
            for (nint i = 0; i < Dims[^1]; i++)
                to[i] = Input[from + i * step];
    }
}
