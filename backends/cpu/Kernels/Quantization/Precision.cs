// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Formats;

namespace Tengen.Backends.Cpu.Kernels.Quantization;

/// <summary>The format that operands and quotients of QuantizeLinear are rounded to.</summary>
internal interface IPrecision
{
    static abstract bool IsSingle { get; }

    static abstract float Round(float value);
}

internal readonly struct SinglePrecision : IPrecision
{
    public static bool IsSingle => true;

    public static float Round(float value) => value;
}

internal readonly struct HalfPrecision : IPrecision
{
    public static bool IsSingle => false;

    public static float Round(float value) => (float)(Half)value;
}

internal readonly struct BrainPrecision : IPrecision
{
    public static bool IsSingle => false;

    public static float Round(float value) => BFloat16.From(value).ToSingle();
}
