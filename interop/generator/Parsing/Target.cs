// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Parsing;

/// <summary>A platform a header is parsed for; <paramref name="Triple"/> as clang spells it.</summary>
internal sealed record Target(string Triple, int Bits)
{
    /// <summary>The reference for names and types; the others must agree with it or be reported.</summary>
    public const string Primary = "x86_64-linux-gnu";

    public static readonly IReadOnlyList<Target> All =
    [
        new(Primary, 64),
        new("aarch64-linux-gnu", 64),
        new("x86_64-pc-windows-msvc", 64),
        new("powerpc64-linux-gnu", 64),
        new("i386-linux-gnu", 32),
        new("armv7-linux-gnueabihf", 32),
    ];

    /// <exception cref="GeneratorException">Not one of <see cref="All"/>.</exception>
    public static Target Find(string triple) =>
        All.FirstOrDefault(t => t.Triple == triple)
        ?? throw new GeneratorException($"unknown target '{triple}'; known: {string.Join(", ", All.Select(t => t.Triple))}");
}
