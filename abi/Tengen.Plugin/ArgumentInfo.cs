// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary>An argument of a program (<c>tg_arg_info</c>). The kit checks every submission against it.</summary>
public sealed record ArgumentInfo(string Name, DType Type, Shape Shape, ArgumentRole Role)
{
    /// <summary>Least bytes; 0 when dims hold symbols.</summary>
    public long Bytes { get; init; }

    public ArgumentFlags Flags { get; init; }

    /// <summary>Of the argument's address, a power of two; the host copies when its own does not meet it.</summary>
    public int Alignment { get; init; } = 1;

    /// <summary>What the argument's buffer must be.</summary>
    public BufferFlags BufferFlags { get; init; }

    /// <summary>Position of the input whose memory this output is; -1 = none.</summary>
    public int AliasOf { get; init; } = -1;

    /// <summary>Opaque token of this device; null = dense, row-major.</summary>
    public string? Layout { get; init; }

    /// <summary>Name of the memory its buffer must come from; null = any.</summary>
    public string? Memory { get; init; }

    public static ArgumentInfo Of(Value value, ArgumentRole role, int alignment = 1) => new(value.Name, value.Type, value.Shape, role)
    {
        Bytes = value.Shape.IsStatic ? value.Type.BytesFor(Shape.CountOf(value.Shape.Dims.AsSpan())) : 0,
        Alignment = alignment,
    };

    public static ArgumentInfo Scratch(long bytes, int alignment = 64) =>
        new("scratch", DType.UInt8, new Shape(bytes), ArgumentRole.Scratch) { Bytes = bytes, Alignment = alignment };
}

/// <summary><c>TG_ROLE_*</c></summary>
public enum ArgumentRole
{
    Input = 1,
    Output = 2,
    Scratch = 3,
}

/// <summary><c>TG_ARGINFO_*</c></summary>
[Flags]
public enum ArgumentFlags
{
    None = 0,

    /// <summary>Must be readable on the host at submission.</summary>
    HostValue = (int)Tg.TG_ARGINFO_HOST_VALUE,

    /// <summary>Dims are upper bounds; the program sets the real ones (<see cref="Argument.SetDims"/>).</summary>
    DataDependent = (int)Tg.TG_ARGINFO_DATA_DEPENDENT,

    TakesStrides = (int)Tg.TG_ARGINFO_TAKES_STRIDES,
    Optional = (int)Tg.TG_ARGINFO_OPTIONAL,

    /// <summary>Output: may be the memory of input <see cref="ArgumentInfo.AliasOf"/>, decided per execute.</summary>
    MayAlias = (int)Tg.TG_ARGINFO_MAY_ALIAS,
}

/// <summary><c>TG_BUFFER_*</c></summary>
[Flags]
public enum BufferFlags
{
    None = 0,
    HostVisible = (int)Tg.TG_BUFFER_HOST_VISIBLE,
    Addressable = (int)Tg.TG_BUFFER_ADDRESSABLE,
    Protected = (int)Tg.TG_BUFFER_PROTECTED,
}
