// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Model;

/// <summary>A named enumeration; <paramref name="Underlying"/> is fixed to the narrowest of int, uint, long, ulong that holds every value.</summary>
internal sealed record EnumDecl(string Name, string Underlying, IReadOnlyList<Constant> Members, Doc Doc);
