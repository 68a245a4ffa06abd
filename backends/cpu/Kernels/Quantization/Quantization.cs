// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Quantization;

/// <summary>y = saturate(round(x / scale) + zero point), ties to even, NaN as 0. Source: ONNX QuantizeLinear. One item is one chunk.</summary>
internal readonly unsafe struct Quantization<T, TPrecision> : IParallelBody, IScaledLine
    where T : unmanaged, IBinaryInteger<T> where TPrecision : IPrecision
{
    public float* Input { get; init; }

    public float* Scale { get; init; }

    /// <summary>One a scale, or null.</summary>
    public T* Zero { get; init; }

    public T* Output { get; init; }

    public ScaleShape Shape { get; init; }

    /// <summary>The numbers that the output's type holds.</summary>
    public (int Least, int Most) Range { get; init; }

    public void Run(int item, int worker) => Shape.ForEach(item, in this);

    public void Do(nint at, nint scale, nint count, int step)
    {
        nint i = 0;
        if (step == 0 && TPrecision.IsSingle && Vector256.IsHardwareAccelerated)
            i = Vectors(Input + at, Scale[scale], Zero == null ? 0 : int.CreateTruncating(Zero[scale]), Output + at, count);
        for (; i < count; i++)
        {
            var place = scale + i * step;
            var zero = Zero == null ? 0 : int.CreateTruncating(Zero[place]);
            var quotient = TPrecision.Round(TPrecision.Round(Input[at + i]) / TPrecision.Round(Scale[place]));
            Output[at + i] = T.CreateTruncating((int)Math.Clamp(MathF.Round(quotient), Range.Least - zero, Range.Most - zero) + zero);
        }
    }

    private nint Vectors(float* input, float scale, int zero, T* output, nint count)
    {
        const int Block = 32;
        var (divisor, shift) = (Vector256.Create(scale), Vector256.Create(zero));
        var (least, most) = (Vector256.Create((float)(Range.Least - zero)), Vector256.Create((float)(Range.Most - zero)));
        nint i = 0;
        for (; i <= count - Block; i += Block)
        {
            var first = Vector256.Narrow(Whole(input + i), Whole(input + i + 8));
            var second = Vector256.Narrow(Whole(input + i + 16), Whole(input + i + 24));
            if (sizeof(T) == 1)
                Vector256.Narrow(first, second).Store((sbyte*)(output + i));
            else
            {
                first.Store((short*)(output + i));
                second.Store((short*)(output + i) + 16);
            }
        }
        return i;

        Vector256<int> Whole(float* from)
        {
            var rounded = Vector256.Round(Vector256.Load(from) / divisor);
            var number = Vector256.Equals(rounded, rounded).AsSingle() & rounded;
            return Vector256.ConvertToInt32Native(Vector256.Min(Vector256.Max(number, least), most)) + shift;
        }
    }
}

/// <summary>x / scale + zero point, rounded to the precision: what is then rounded to a small float. One item is one chunk.</summary>
internal readonly unsafe struct Quotients<TPrecision>(float* input, float* scale, float* zero, float* output, ScaleShape shape) : IParallelBody, IScaledLine
    where TPrecision : IPrecision
{
    public void Run(int item, int worker) => shape.ForEach(item, in this);

    public void Do(nint at, nint first, nint count, int step)
    {
        for (nint i = 0; i < count; i++)
        {
            var place = first + i * step;
            var quotient = TPrecision.Round(TPrecision.Round(input[at + i]) / TPrecision.Round(scale[place]));
            output[at + i] = zero == null ? quotient : quotient + zero[place];
        }
    }
}
