// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Conversion;

/// <summary>Where the scale of an element lies: element i of the tensor uses scale (i / Inner) mod Channels.</summary>
internal readonly record struct QuantizationAxis(int Channels, int Inner)
{
    /// <summary>One item is one run of elements with the same scale.</summary>
    public int Items(long count) => count == 0 ? 0 : checked((int)(count / Inner));

    public int ChannelOf(int item) => item % Channels;
}

/// <summary>y = saturate(round(x / scale) + zero point), ties to even. Source: ONNX QuantizeLinear.</summary>
internal unsafe struct Quantization<T> : IParallelBody where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public float* Input;
    public float* Scale;

    /// <summary>One per channel, or null.</summary>
    public T* Zero;

    public T* Output;
    public QuantizationAxis Axis;

    public readonly void Run(int item, int worker)
    {
        var channel = Axis.ChannelOf(item);
        var zero = Zero == null ? 0f : float.CreateTruncating(Zero[channel]);
        var (least, most) = (float.CreateTruncating(T.MinValue), float.CreateTruncating(T.MaxValue));
        var scale = Scale[channel];
        var first = (nint)item * Axis.Inner;
        for (var i = first; i < first + Axis.Inner; i++)
            Output[i] = T.CreateSaturating(Math.Clamp(MathF.Round(Input[i] / scale) + zero, least, most));
    }
}

/// <summary>y = (x - zero point) scale. Source: ONNX DequantizeLinear.</summary>
internal unsafe struct Dequantization<T> : IParallelBody where T : unmanaged, IBinaryInteger<T>
{
    public T* Input;
    public float* Scale;

    /// <summary>One per channel, or null.</summary>
    public T* Zero;

    public float* Output;
    public QuantizationAxis Axis;

    public readonly void Run(int item, int worker)
    {
        var channel = Axis.ChannelOf(item);
        var zero = Zero == null ? 0L : long.CreateTruncating(Zero[channel]);
        var scale = Scale[channel];
        var first = (nint)item * Axis.Inner;
        for (var i = first; i < first + Axis.Inner; i++)
            Output[i] = (long.CreateTruncating(Input[i]) - zero) * scale;
    }
}
