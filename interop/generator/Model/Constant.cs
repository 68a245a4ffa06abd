// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Model;

/// <summary>
/// An integer, floating or text constant from a macro or an enumerator. <paramref name="CSharpType"/> is the C# type of the C expression,
/// or <see cref="Text"/>; <paramref name="Value"/> is invariant text on 64-bit targets, <paramref name="Value32"/> that on 32-bit ones where it differs.
/// </summary>
internal sealed record Constant(string Name, string CSharpType, string Value, string? Value32, Doc Doc)
{
    public const string Text = "text";
}
