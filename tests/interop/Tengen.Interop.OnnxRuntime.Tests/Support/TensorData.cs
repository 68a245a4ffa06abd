// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Tengen.Tests;

/// <summary>A tensor as ONNX Runtime holds it: type, shape, bytes.</summary>
internal sealed record TensorData(TensorElementType Type, long[] Shape, byte[] Bytes)
{
    public static TensorData Of(float[] values, params long[] shape) => new(TensorElementType.Float, shape, MemoryMarshal.AsBytes<float>(values).ToArray());

    public static TensorData Of(long[] values, params long[] shape) => new(TensorElementType.Int64, shape, MemoryMarshal.AsBytes<long>(values).ToArray());

    public static TensorData Of(bool value) => new(TensorElementType.Bool, [], [value ? (byte)1 : (byte)0]);

    /// <summary>A copy.</summary>
    public static TensorData Of(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        return new TensorData(info.ElementDataType, info.Shape, value.GetTensorMutableRawData().ToArray());
    }

    /// <summary>Numbers in [-1, 1) that depend on nothing but the seed.</summary>
    public static TensorData Random(int seed, params long[] shape)
    {
        var random = new Random(seed);
        return Of([.. Enumerable.Range(0, checked((int)shape.Aggregate(1L, (count, extent) => count * extent))).Select(_ => random.NextSingle() * 2 - 1)], shape);
    }

    public OrtValue ToValue()
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, Type, Shape);
        Bytes.CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    /// <summary>What differs from <paramref name="expected"/>, or null. Floats may differ by <paramref name="absolute"/> + <paramref name="relative"/> |e|.</summary>
    public string? Differs(TensorData expected, double relative = 1e-3, double absolute = 1e-7)
    {
        if (Type != expected.Type || !Shape.SequenceEqual(expected.Shape))
            return $"{Type}[{string.Join(',', Shape)}] instead of {expected.Type}[{string.Join(',', expected.Shape)}]";
        if (Numbers() is not { } got || expected.Numbers() is not { } wanted)
            return Bytes.AsSpan().SequenceEqual(expected.Bytes) ? null : "other bytes";
        for (var i = 0; i < got.Length; i++)
            if (!got[i].Equals(wanted[i]) && !(Math.Abs(got[i] - wanted[i]) <= absolute + relative * Math.Abs(wanted[i])))
                return $"element {i} is {got[i]:R} instead of {wanted[i]:R}";
        return null;
    }

    private double[]? Numbers() => Type switch
    {
        TensorElementType.Float => [.. MemoryMarshal.Cast<byte, float>(Bytes).ToArray().Select(value => (double)value)],
        TensorElementType.Double => MemoryMarshal.Cast<byte, double>(Bytes).ToArray(),
        TensorElementType.Float16 => [.. MemoryMarshal.Cast<byte, Half>(Bytes).ToArray().Select(value => (double)value)],
        TensorElementType.BFloat16 => [.. MemoryMarshal.Cast<byte, ushort>(Bytes).ToArray().Select(value => (double)BitConverter.UInt32BitsToSingle((uint)value << 16))],
        _ => null,
    };
}
