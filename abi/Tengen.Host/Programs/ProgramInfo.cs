// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Host;

/// <summary>What <c>program_info</c> tells of one entry, checked and copied.</summary>
public sealed record ProgramInfo
{
    public required string Name { get; init; }

    /// <summary>Inputs, outputs, then one scratch when there is any.</summary>
    public required ImmutableArray<ArgumentInfo> Arguments { get; init; }

    public required int InputCount { get; init; }

    public required int OutputCount { get; init; }

    public required ImmutableArray<Numerics> Numerics { get; init; }

    /// <summary>Symbols that argument shapes refer to.</summary>
    public required ImmutableArray<Symbol> Symbols { get; init; }

    public required int EntryCount { get; init; }

    /// <summary>Executions at one time; 0 = any.</summary>
    public uint MaxConcurrency { get; init; }

    /// <summary>Device memory of code and constants.</summary>
    public ulong ResidentBytes { get; init; }

    /// <summary>JSON for people, or null.</summary>
    public string? Report { get; init; }

    public string? Note { get; init; }

    public bool HasScratch => Arguments.Length > InputCount + OutputCount;

    /// <summary>The numerics that apply to an operator at a dtype: the most specific element, or the default.</summary>
    /// <param name="op"><c>Op</c>, or <c>domain.Op</c>.</param>
    /// <param name="type">Dtype of the operator's tensors.</param>
    public Numerics NumericsOf(string op, DType type) => Numerics
        .Where(numerics => (numerics.Op.Length == 0 || numerics.Op == op) && (numerics.Type.IsOpaque || numerics.Type == type))
        .OrderByDescending(numerics => numerics.Op.Length > 0)
        .ThenByDescending(numerics => !numerics.Type.IsOpaque)
        .FirstOrDefault(Tengen.Graph.Numerics.Default);
}
