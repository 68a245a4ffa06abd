// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;
using Tengen.Interop.Generator.Libclang;

namespace Tengen.Interop.Generator.Parsing;

/// <summary>A translation unit in memory. Cursors and types taken from it are dead after <see cref="Dispose"/>.</summary>
internal sealed unsafe class ParsedHeader : IDisposable
{
    private const int ErrorSeverity = 3;
    private readonly void* _index;
    private readonly void* _unit;

    /// <param name="path">What the unit is called in messages; with <paramref name="text"/> it need not exist.</param>
    /// <param name="text">The unit's text, or null to read <paramref name="path"/>.</param>
    /// <param name="arguments">Compiler arguments.</param>
    /// <param name="tolerant">Whether errors in the text are expected; otherwise they throw.</param>
    /// <param name="bodies">Whether function bodies are parsed.</param>
    /// <exception cref="GeneratorException">The text does not compile.</exception>
    public ParsedHeader(string path, string? text, IReadOnlyList<string> arguments, bool tolerant, bool bodies = false)
    {
        const uint detailedPreprocessingRecord = 1;
        const uint skipFunctionBodies = 0x40;
        _index = Clang.createIndex(0, 0);
        var pins = new NativeTexts();
        var files = StubHeaders.All.Select(h => (h.Path, h.Text)).ToList();
        if (text is not null)
        {
            files.Add((path, Encoding.UTF8.GetBytes(text)));
        }

        var unsaved = files.Select(f => new CXUnsavedFile { Filename = pins.Add(f.Path), Contents = pins.Add(f.Text), Length = new CULong((nuint)f.Text.Length) }).ToArray();
        var argv = stackalloc byte*[arguments.Count];
        for (var i = 0; i < arguments.Count; i++)
        {
            argv[i] = pins.Add(arguments[i]);
        }

        void* unit;
        int status;
        fixed (CXUnsavedFile* first = unsaved)
        {
            status = Clang.parseTranslationUnit2(
                _index, pins.Add(path), argv, arguments.Count, first, (uint)unsaved.Length, detailedPreprocessingRecord | (bodies ? 0 : skipFunctionBodies), &unit);
        }

        pins.Dispose();
        if (status != 0)
        {
            Clang.disposeIndex(_index);
            throw new GeneratorException($"libclang could not parse {path} (CXErrorCode {status})");
        }

        _unit = unit;
        if (!tolerant && Errors() is { Count: > 0 } errors)
        {
            Dispose();
            throw new GeneratorException(string.Join('\n', errors));
        }
    }

    public IReadOnlyList<CXCursor> TopLevel => Clang.getTranslationUnitCursor(_unit).Children;

    public void Dispose()
    {
        Clang.disposeTranslationUnit(_unit);
        Clang.disposeIndex(_index);
    }

    private List<string> Errors()
    {
        var errors = new List<string>();
        for (var i = 0u; i < Clang.getNumDiagnostics(_unit); i++)
        {
            var diagnostic = Clang.getDiagnostic(_unit, i);
            if (Clang.getDiagnosticSeverity(diagnostic) >= ErrorSeverity)
            {
                errors.Add(Clang.formatDiagnostic(diagnostic, 1).Take());
            }

            Clang.disposeDiagnostic(diagnostic);
        }

        return errors;
    }
}
