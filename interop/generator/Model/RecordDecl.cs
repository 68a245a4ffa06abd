// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Model;

/// <summary>
/// A struct or union. <paramref name="Path"/> is its key in a layout: its name, with <c>outer.member</c> for a record declared inside another, whose
/// <paramref name="Name"/> is <c>outer_member</c>.
/// </summary>
internal sealed record RecordDecl(string Name, string Path, bool IsUnion, IReadOnlyList<Member> Members, Doc Doc);

/// <summary>A member; <paramref name="Nested"/> is the record declared in place, if any, and an anonymous one's members belong to the outer scope.</summary>
internal sealed record Member(string Name, CType Type, int? BitWidth, RecordDecl? Nested, bool IsAnonymous, Doc Doc);
