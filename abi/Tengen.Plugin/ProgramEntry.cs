// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Plugin;

using Graph = Tengen.Graph.Graph;

/// <summary>One entry of a program (<c>tg_program_info</c>).</summary>
public sealed record ProgramEntry
{
    /// <summary>The graph's name; unique in the program.</summary>
    public required string Name { get; init; }

    /// <summary>Inputs, outputs, then at most one scratch.</summary>
    public required ImmutableArray<ArgumentInfo> Arguments { get; init; }

    /// <summary>That dims of the arguments refer to.</summary>
    public ImmutableArray<Symbol> Symbols { get; init; } = [];

    /// <summary>The arithmetic really used; empty is the strictest reading of <c>tg_numerics</c>.</summary>
    public ImmutableArray<Numerics> Numerics { get; init; } = [];

    /// <summary>Executions at one time; 0 = any.</summary>
    public int MaxConcurrency { get; init; }

    /// <summary>Device memory of code and constants.</summary>
    public long ResidentBytes { get; init; }

    /// <summary>JSON for people: plan, layouts, algorithms; null = none.</summary>
    public string? Report { get; init; }

    public int InputCount => Arguments.Count(argument => argument.Role == ArgumentRole.Input);

    public int OutputCount => Arguments.Count(argument => argument.Role == ArgumentRole.Output);

    /// <summary>
    /// The entry that a graph prescribes: its inputs, outputs and aliases, each address aligned to <paramref name="alignment"/>, and a
    /// scratch when <paramref name="scratchBytes"/> is above 0.
    /// </summary>
    public static ProgramEntry Of(Graph graph, long scratchBytes = 0, int alignment = 1)
    {
        var arguments = ImmutableArray.CreateBuilder<ArgumentInfo>(graph.Inputs.Length + graph.Outputs.Length + 1);
        foreach (var input in graph.Inputs)
            arguments.Add(ArgumentInfo.Of(graph.Values[input], ArgumentRole.Input, alignment));
        for (var i = 0; i < graph.Outputs.Length; i++)
        {
            var alias = graph.Aliases.FirstOrDefault(alias => alias.Output == i, new Alias(-1, i)).Input;
            arguments.Add(ArgumentInfo.Of(graph.Values[graph.Outputs[i]], ArgumentRole.Output, alignment) with { AliasOf = alias });
        }
        if (scratchBytes > 0)
            arguments.Add(ArgumentInfo.Scratch(scratchBytes, Math.Max(alignment, 64)));
        return new ProgramEntry { Name = graph.Name, Arguments = arguments.DrainToImmutable(), Symbols = graph.Symbols };
    }
}
