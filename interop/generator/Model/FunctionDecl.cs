// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Model;

/// <summary>An exported function's prototype.</summary>
internal sealed record FunctionDecl(string Name, CType Return, IReadOnlyList<(string Name, CType Type)> Parameters, Doc Doc);
