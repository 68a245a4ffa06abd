// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>Copies strided elements into dense ones, summing over some dims. One item is a run of outputs.</summary>
internal unsafe struct StridedSum<T> : IParallelBody where T : unmanaged, INumber<T>
{
    private const int Chunk = 1024;

    public T* Input;
    public T* Output;

    /// <summary>Dims of the output, and input elements from one index to the next.</summary>
    public int[] Dims;

    public nint[] Steps;

    /// <summary>The same of the dims that are summed over.</summary>
    public int[] SumDims;

    public nint[] SumSteps;

    public int Count;

    public readonly int Items => (Count + Chunk - 1) / Chunk;

    public readonly void Run(int item, int worker)
    {
        var end = Math.Min(Count, (item + 1) * Chunk);
        for (var i = item * Chunk; i < end; i++)
        {
            var from = Input;
            for (var (dim, rest) = (Dims.Length - 1, i); dim >= 0; rest /= Dims[dim--])
                from += rest % Dims[dim] * Steps[dim];
            Output[i] = Sum(from, 0);
        }
    }

    private readonly T Sum(T* from, int dim)
    {
        if (dim == SumDims.Length)
            return *from;
        var sum = T.Zero;
        var (extent, step) = (SumDims[dim], SumSteps[dim]);
        if (dim == SumDims.Length - 1)
            for (nint i = 0; i < extent; i++)
                sum = unchecked(sum + from[i * step]);
        else
            for (nint i = 0; i < extent; i++)
                sum = unchecked(sum + Sum(from + i * step, dim + 1));
        return sum;
    }
}
