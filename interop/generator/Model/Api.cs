// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Model;

/// <summary>Everything that a header declares, in the header's order, and what of it could not be represented.</summary>
internal sealed record Api(
    IReadOnlyList<Constant> Constants,
    IReadOnlyList<EnumDecl> Enums,
    IReadOnlyList<OpaqueDecl> Opaques,
    IReadOnlyList<RecordDecl> Records,
    IReadOnlyList<FunctionDecl> Functions,
    IReadOnlyList<string> Skipped);
