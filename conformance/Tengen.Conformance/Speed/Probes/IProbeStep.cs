// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tengen.Conformance.Speed.Probes;

/// <summary>One link of a chain of dependent vector instructions.</summary>
internal interface IProbeStep<TVector> where TVector : unmanaged
{
    /// <summary>dtype of the operands.</summary>
    static abstract string Type { get; }

    static abstract string Name { get; }

    /// <summary>Operations of one link; a multiply-add is two a lane.</summary>
    static abstract int Operations { get; }

    static abstract TVector Start { get; }

    static abstract TVector Next(TVector link);
}

internal readonly struct WideSingle : IProbeStep<Vector512<float>>
{
    public static string Type => "f32";

    public static string Name => "fused multiply-add of 16 f32";

    public static int Operations => 32;

    public static Vector512<float> Start => Vector512.Create(0.999999f);

    public static Vector512<float> Next(Vector512<float> link) => Vector512.FusedMultiplyAdd(link, Vector512.Create(0.999999f), Vector512.Create(1e-7f));
}

internal readonly struct Single : IProbeStep<Vector256<float>>
{
    public static string Type => "f32";

    public static string Name => "fused multiply-add of 8 f32";

    public static int Operations => 16;

    public static Vector256<float> Start => Vector256.Create(0.999999f);

    public static Vector256<float> Next(Vector256<float> link) => Vector256.FusedMultiplyAdd(link, Vector256.Create(0.999999f), Vector256.Create(1e-7f));
}

internal readonly struct NarrowSingle : IProbeStep<Vector128<float>>
{
    public static string Type => "f32";

    public static string Name => "fused multiply-add of 4 f32";

    public static int Operations => 8;

    public static Vector128<float> Start => Vector128.Create(0.999999f);

    public static Vector128<float> Next(Vector128<float> link) => Vector128.FusedMultiplyAdd(link, Vector128.Create(0.999999f), Vector128.Create(1e-7f));
}

internal readonly struct WideDouble : IProbeStep<Vector512<double>>
{
    public static string Type => "f64";

    public static string Name => "fused multiply-add of 8 f64";

    public static int Operations => 16;

    public static Vector512<double> Start => Vector512.Create(0.999999);

    public static Vector512<double> Next(Vector512<double> link) => Vector512.FusedMultiplyAdd(link, Vector512.Create(0.999999), Vector512.Create(1e-7));
}

internal readonly struct Double : IProbeStep<Vector256<double>>
{
    public static string Type => "f64";

    public static string Name => "fused multiply-add of 4 f64";

    public static int Operations => 8;

    public static Vector256<double> Start => Vector256.Create(0.999999);

    public static Vector256<double> Next(Vector256<double> link) => Vector256.FusedMultiplyAdd(link, Vector256.Create(0.999999), Vector256.Create(1e-7));
}

/// <summary>The product of bytes without dot-product instructions, which the runtime does not offer at this width.</summary>
internal readonly struct WideByte : IProbeStep<Vector512<int>>
{
    public static string Type => "i8";

    public static string Name => "multiply-add of 64 u8 and i8 into 16 i32 by three instructions";

    public static int Operations => 128;

    public static Vector512<int> Start => Vector512.Create(0x01020304);

    public static Vector512<int> Next(Vector512<int> link) =>
        link + Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(link.AsByte(), Vector512.Create((sbyte)1)), Vector512.Create((short)1));
}

/// <summary>As <see cref="WideByte"/>, half as wide.</summary>
internal readonly struct Byte : IProbeStep<Vector256<int>>
{
    public static string Type => "i8";

    public static string Name => "multiply-add of 32 u8 and i8 into 8 i32 by three instructions";

    public static int Operations => 64;

    public static Vector256<int> Start => Vector256.Create(0x01020304);

    public static Vector256<int> Next(Vector256<int> link) =>
        link + Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(link.AsByte(), Vector256.Create((sbyte)1)), Vector256.Create((short)1));
}

/// <summary>The product of bytes by the dot-product instruction of AVX-VNNI.</summary>
internal readonly struct DotByte : IProbeStep<Vector256<int>>
{
    public static string Type => "i8";

    public static string Name => "dot product of 32 u8 and i8 into 8 i32";

    public static int Operations => 64;

    public static Vector256<int> Start => Vector256.Create(0x01020304);

    public static Vector256<int> Next(Vector256<int> link) => AvxVnni.MultiplyWideningAndAdd(link, Vector256.Create((byte)1), Vector256.Create((sbyte)1));
}
