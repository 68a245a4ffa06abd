// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Quantization;

/// <summary>8-bit elements minus their zero points, in 16 bits. One item is one chunk.</summary>
/// <param name="zero">As the shape says; null = 0.</param>
/// <param name="stride">Elements from one line of the output to the next: the line's, or one more, which becomes 0.</param>
internal readonly unsafe struct Centring<T>(T* input, T* zero, short* output, ScaleShape shape, nint stride) : IParallelBody, IScaledLine
    where T : unmanaged, IBinaryInteger<T>
{
    public int Items => shape.Items;

    public void Run(int item, int worker) => shape.ForEach(item, in this);

    public void Do(nint at, nint first, nint count, int step)
    {
        var (line, column) = Math.DivRem(at, shape.Inner);
        var to = output + line * stride + column;
        var from = input + at;
        if (step == 0 || zero == null)
        {
            var centre = zero == null ? (short)0 : short.CreateTruncating(zero[first]);
            for (nint i = 0; i < count; i++)
                to[i] = (short)(short.CreateTruncating(from[i]) - centre);
        }
        else
            for (nint i = 0; i < count; i++)
                to[i] = (short)(short.CreateTruncating(from[i]) - short.CreateTruncating(zero[first + i]));
        if (stride > shape.Inner && column + count == shape.Inner)
            to[count] = 0;
    }
}
