// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Mutants;

/// <summary>One change of one expression or statement.</summary>
/// <param name="Operator">The kind of change: a name of <see cref="Operators.Operator"/>.</param>
/// <param name="File">The C file.</param>
/// <param name="Function">The function that it is in.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Start">Offset of the text that is replaced, in bytes.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Change">What stood there and what stands there instead.</param>
/// <param name="Replacement">C text of the same type.</param>
/// <param name="IsStatement">The text is a statement without its semicolon, whose value nobody reads.</param>
internal sealed record Mutant(string Operator, string File, string Function, int Line, int Start, int End, string Change, string Replacement, bool IsStatement)
{
    /// <summary>From 1 on, in the order of files and positions; 0 before all are known.</summary>
    public int Number { get; init; }

    /// <summary>Tells mutants of one function apart that change the same text in the same way, from 1 on.</summary>
    public int Ordinal { get; init; } = 1;

    /// <summary>Stays the same when other lines of the file change.</summary>
    public string Name => $"{File} {Function}: {Change}{(Ordinal > 1 ? $" #{Ordinal}" : "")}";

    /// <summary>What a device of the mutated library is called.</summary>
    public string Device => $"mutant-{Number}";
}
