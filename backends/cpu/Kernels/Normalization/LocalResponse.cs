// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>x / (bias + alpha / size * sum of squares over neighbouring channels)^beta; the sum and the power in fp64. One item is one plane.</summary>
internal unsafe struct LocalResponse<T> : IParallelBody where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* Input;
    public T* Output;
    public int Channels;

    /// <summary>Elements of a plane.</summary>
    public int Plane;

    /// <summary>Channels of the neighbourhood; the odd one lies behind.</summary>
    public int Size;

    public double Alpha;
    public double Beta;
    public double Bias;

    public readonly void Run(int item, int worker)
    {
        var channel = item % Channels;
        var first = Math.Max(0, channel - (Size - 1) / 2);
        var last = (int)Math.Min(Channels - 1, channel + (long)Size / 2);
        var image = Input + (nint)(item - channel) * Plane;
        var x = Input + (nint)item * Plane;
        var y = Output + (nint)item * Plane;
        for (var i = 0; i < Plane; i++)
        {
            var sum = 0.0;
            for (var neighbour = first; neighbour <= last; neighbour++)
            {
                var value = double.CreateTruncating(image[(nint)neighbour * Plane + i]);
                sum += value * value;
            }
            y[i] = T.CreateTruncating(double.CreateTruncating(x[i]) / Math.Pow(Bias + Alpha / Size * sum, Beta));
        }
    }
}
