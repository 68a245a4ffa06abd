// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>What an argument is for (<c>TG_ROLE_*</c>).</summary>
public enum ArgumentRole : uint
{
    Input = Tg.TG_ROLE_INPUT,
    Output = Tg.TG_ROLE_OUTPUT,
    Scratch = Tg.TG_ROLE_SCRATCH,
}

/// <summary>What holds for an argument (<c>TG_ARGINFO_*</c>).</summary>
[Flags]
public enum ArgumentFlags : uint
{
    None = 0,
    HostValue = Tg.TG_ARGINFO_HOST_VALUE,
    DataDependent = Tg.TG_ARGINFO_DATA_DEPENDENT,
    TakesStrides = Tg.TG_ARGINFO_TAKES_STRIDES,
    Optional = Tg.TG_ARGINFO_OPTIONAL,
    MayAlias = Tg.TG_ARGINFO_MAY_ALIAS,
}

/// <summary>One argument of a program, checked.</summary>
/// <param name="Name">For people.</param>
/// <param name="Role">Inputs come first, then outputs, then at most one scratch.</param>
/// <param name="Type">Element type; opaque for scratch.</param>
/// <param name="Shape">Extents, or symbols of the program.</param>
/// <param name="Bytes">Least bytes; 0 when the shape holds symbols.</param>
/// <param name="Flags">What else holds.</param>
/// <param name="Alignment">Of the argument's address; at least 1.</param>
/// <param name="BufferFlags"><c>TG_BUFFER_*</c> that its buffer must have.</param>
/// <param name="Memory">Kind of memory its buffer must come from; null = any.</param>
/// <param name="Layout">Opaque token; null = dense row-major.</param>
/// <param name="Alias">The input whose memory this output may or must be; null = none.</param>
public sealed record ArgumentInfo(
    string Name, ArgumentRole Role, DType Type, Shape Shape, ulong Bytes, ArgumentFlags Flags, uint Alignment, uint BufferFlags, string? Memory, string? Layout, int? Alias)
{
    public bool Is(ArgumentFlags flag) => (Flags & flag) == flag;
}
