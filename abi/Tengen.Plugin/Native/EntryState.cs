// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary>An entry of a program in the form that hosts read and in the form that submissions are checked against.</summary>
internal sealed unsafe class EntryState
{
    public EntryState(ProgramEntry entry, int entryCount, NativeArena arena)
    {
        Check(entry);
        InputCount = entry.InputCount;
        OutputCount = entry.OutputCount;
        Symbols = entry.Symbols;
        Name = entry.Name;
        var infos = new tg_arg_info[entry.Arguments.Length];
        Rules = new ArgumentRule[infos.Length];
        for (var i = 0; i < infos.Length; i++)
        {
            infos[i] = Native(entry.Arguments[i], arena);
            Rules[i] = new ArgumentRule(entry.Arguments[i], infos[i].dims);
            DynamicDims += Rules[i].NeedsCopy ? Rules[i].Rank : 0;
        }
        var numerics = entry.Numerics.Select(numerics => NumericsWriter.Write(numerics, arena)).ToArray();
        var symbols = entry.Symbols.Select(symbol => Native(symbol, arena)).ToArray();
        Info = new tg_program_info
        {
            name = arena.Text(entry.Name),
            report = arena.Text(entry.Report),
            args = arena.Array<tg_arg_info>(infos),
            numerics = arena.Array<tg_numerics>(numerics),
            symbols = arena.Array<tg_symbol>(symbols),
            resident_bytes = (ulong)entry.ResidentBytes,
            entry_count = (uint)entryCount,
            max_concurrency = (uint)entry.MaxConcurrency,
            arg_count = (uint)infos.Length,
            arg_stride = (uint)sizeof(tg_arg_info),
            numerics_count = (uint)numerics.Length,
            numerics_stride = (uint)sizeof(tg_numerics),
            symbol_count = (uint)symbols.Length,
            symbol_stride = (uint)sizeof(tg_symbol),
            input_count = (uint)InputCount,
            output_count = (uint)OutputCount,
        };
    }

    public string Name { get; }

    public int InputCount { get; }

    public int OutputCount { get; }

    public ArgumentRule[] Rules { get; }

    public ImmutableArray<Symbol> Symbols { get; }

    /// <summary>Dims of a submission that are not those of the program.</summary>
    public int DynamicDims { get; }

    public tg_program_info Info { get; }

    private static void Check(ProgramEntry entry)
    {
        var roles = entry.Arguments.Select(argument => argument.Role);
        if (!roles.Order().SequenceEqual(roles) || entry.Arguments.Count(argument => argument.Role == ArgumentRole.Scratch) > 1)
            throw new InvalidOperationException($"The arguments of entry '{entry.Name}' are not inputs, outputs and at most one scratch.");
        foreach (var argument in entry.Arguments)
            if (argument.Alignment < 1 || (argument.Alignment & (argument.Alignment - 1)) != 0)
                throw new InvalidOperationException($"Argument '{argument.Name}' of entry '{entry.Name}' has alignment {argument.Alignment}.");
    }

    private static tg_arg_info Native(ArgumentInfo argument, NativeArena arena) => new()
    {
        name = arena.Text(argument.Name),
        dims = arena.Array(argument.Shape.Dims.AsSpan()),
        layout = arena.Text(argument.Layout),
        memory = arena.Text(argument.Memory),
        bytes = (ulong)argument.Bytes,
        dtype = argument.Type.Packed,
        rank = argument.Shape.Rank,
        role = (uint)argument.Role,
        flags = (uint)argument.Flags,
        alignment = (uint)argument.Alignment,
        buffer_flags = (uint)argument.BufferFlags,
        alias = (uint)(argument.AliasOf + 1),
    };

    private static tg_symbol Native(Symbol symbol, NativeArena arena) => new()
    {
        name = arena.Text(symbol.Name),
        min = symbol.Min,
        max = symbol.Max,
        multiple = symbol.Multiple,
        likely = symbol.Likely,
    };
}
