// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>Makes one number of each plane, pairwise over blocks. One item is one plane.</summary>
internal unsafe struct PlanePool<T, TPooling> : IParallelBody where T : unmanaged, INumber<T> where TPooling : struct, IPooling<T>
{
    private const int Block = 512;

    public TPooling Pooling;
    public T* Image;
    public T* Output;

    /// <summary>Numbers of one plane.</summary>
    public int Plane;

    public readonly void Run(int item, int worker) => Output[item] = Pooling.Finish(Sum(Image + (nint)item * Plane, Plane), Plane);

    private readonly T Sum(T* x, int count)
    {
        if (count > Block)
        {
            var half = count / 2 & -32;
            return Pooling.Join(Sum(x, half), Sum(x + half, count - half));
        }
        var (first, second) = (new Vector<T>(Pooling.Start), new Vector<T>(Pooling.Start));
        var i = 0;
        for (; i <= count - 2 * Vector<T>.Count; i += 2 * Vector<T>.Count)
        {
            first = Pooling.Add(first, Vector.Load(x + i));
            second = Pooling.Add(second, Vector.Load(x + i + Vector<T>.Count));
        }
        var sum = Pooling.Start;
        for (; i < count; i++)
            sum = Pooling.Add(sum, x[i]);
        for (var lane = 0; lane < Vector<T>.Count; lane++)
            sum = Pooling.Join(sum, Pooling.Join(first[lane], second[lane]));
        return sum;
    }
}
