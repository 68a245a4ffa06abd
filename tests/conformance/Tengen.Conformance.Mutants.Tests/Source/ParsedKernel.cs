// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Libclang;
using Tengen.Interop.Generator.Parsing;
using Tengen.Tests;

namespace Tengen.Conformance.Mutants.Source;

/// <summary>A C file of the zoo with its syntax tree; cursors live as long as it does.</summary>
internal sealed class ParsedKernel : IDisposable
{
    public const string Folder = "conformance/zoo";
    private readonly ParsedHeader _unit;

    /// <summary>System headers are the machine's; those that come with a compiler are the C compiler's own.</summary>
    private static readonly Lazy<string[]> Arguments = new(() =>
        ["-std=c11", "-D_GNU_SOURCE", "-I", Repository.PathOf("abi/include"), "-idirafter", CCompiler.Run("cc", Repository.Root, ["-print-file-name=include"]).Output.Trim()]);

    public ParsedKernel(string file)
    {
        File = file;
        var path = Repository.PathOf($"{Folder}/{file}");
        Text = System.IO.File.ReadAllText(path);
        _unit = new ParsedHeader(path, null, Arguments.Value, tolerant: false, bodies: true);
        Macros = [.. _unit.TopLevel.Where(cursor => cursor.Kind == CXCursorKind.MacroExpansion && cursor.Location.File == path).Select(cursor => (cursor.StartOffset, cursor.EndOffset))];
        Functions = [.. _unit.TopLevel.Where(cursor => cursor is { Kind: CXCursorKind.FunctionDecl, IsDefinition: true } && cursor.Location.File == path)];
    }

    public string File { get; }

    public string Text { get; }

    /// <summary>Where macros are used.</summary>
    public IReadOnlyList<(int Start, int End)> Macros { get; }

    /// <summary>Those defined in the file itself.</summary>
    public IReadOnlyList<CXCursor> Functions { get; }

    public void Dispose() => _unit.Dispose();
}
