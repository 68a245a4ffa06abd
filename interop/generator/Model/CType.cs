// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Model;

/// <summary>A C type as far as a binding needs it.</summary>
internal abstract record CType;

/// <summary>A type that C# has under a name of its own: <c>byte</c>, <c>int</c>, <c>void</c>, <c>CLong</c>.</summary>
internal sealed record PrimitiveType(string CSharp) : CType
{
    public static readonly PrimitiveType Void = new("void");
}

/// <summary>A record, enum or handle that this binding declares, by its C# name.</summary>
internal sealed record NamedType(string Name) : CType;

/// <summary>A data pointer; constness is not represented.</summary>
internal sealed record PointerType(CType Pointee) : CType;

/// <summary>A pointer to a function of the C calling convention.</summary>
internal sealed record FunctionPointerType(CType Return, IReadOnlyList<CType> Parameters) : CType;

/// <summary>An array member; more than one dimension is flattened.</summary>
internal sealed record ArrayType(CType Element, long Count) : CType;

/// <summary>A type that no blittable C# type stands for; <paramref name="Reason"/> names it.</summary>
internal sealed record UnsupportedType(string Reason) : CType;
