// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Model;

/// <summary>
/// A type whose content is the library's. With <paramref name="IsHandle"/> the C name is already a pointer (<c>typedef struct x_s *x;</c>);
/// without, C code writes <c>x *</c>.
/// </summary>
internal sealed record OpaqueDecl(string Name, bool IsHandle, Doc Doc);
