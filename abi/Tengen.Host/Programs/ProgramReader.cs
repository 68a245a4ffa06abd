// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>Asks <c>program_info</c> and checks every pointer, count, stride, rank and role of the answer (TG-P-13, TG-P-35).</summary>
internal static unsafe class ProgramReader
{
    public static ProgramInfo Read(CompiledProgram program, int entry)
    {
        var device = program.Device;
        var subject = device.Subject($"program_info({entry})");
        var query = new tg_program_query { size = (uint)sizeof(tg_program_query), entry = (uint)entry };
        var info = new tg_program_info { size = (uint)sizeof(tg_program_info) };
        var error = ErrorBuffer.Fresh();
        using (device.Enter())
            ErrorBuffer.Check(device.Api.program_info(program.Handle, &query, &info, error), error, subject);
        if (info.incompat != 0)
            throw new TengenException(Status.Incompatible, subject, "TG-H-15", $"the program asks for features 0x{info.incompat:x} that this host does not know");
        if (info.name == null || info.entry_count == 0 || info.entry_count > int.MaxValue)
            throw TengenException.Broken(subject, "TG-P-13", $"name is {(info.name == null ? "NULL" : "set")}, entry_count is {info.entry_count}");
        var fixedCount = (ulong)info.input_count + info.output_count;
        if (info.arg_count < fixedCount || info.arg_count > fixedCount + 1)
            throw TengenException.Broken(subject, "TG-P-35", $"{info.arg_count} arguments for {info.input_count} inputs, {info.output_count} outputs and at most one scratch");
        var symbols = Symbols(info, subject);
        return new ProgramInfo
        {
            Name = Utf8.Read(info.name),
            InputCount = (int)info.input_count,
            OutputCount = (int)info.output_count,
            Symbols = symbols,
            Arguments = Arguments(info, symbols.Length, subject),
            Numerics = NumericsReader.Read(info, subject),
            EntryCount = (int)info.entry_count,
            MaxConcurrency = info.max_concurrency,
            ResidentBytes = info.resident_bytes,
            Report = Utf8.ReadOrNull(info.report),
            Note = Utf8.ReadOrNull(info.note),
        };
    }

    private static ImmutableArray<Symbol> Symbols(in tg_program_info info, string subject)
    {
        Told.CheckArray(info.symbols, info.symbol_count, info.symbol_stride, subject, "symbols");
        var symbols = ImmutableArray.CreateBuilder<Symbol>((int)info.symbol_count);
        for (var i = 0u; i < info.symbol_count; i++)
        {
            var symbol = Told.At(info.symbols, info.symbol_stride, i);
            if (symbol.min < 0 || symbol.max < symbol.min || symbol.multiple < 1)
                throw TengenException.Broken(subject, "TG-P-13", $"symbols[{i}] lies in [{symbol.min}, {symbol.max}], a multiple of {symbol.multiple}");
            symbols.Add(new Symbol(Utf8.Read(symbol.name), symbol.min, symbol.max, symbol.multiple, symbol.likely));
        }
        return symbols.MoveToImmutable();
    }

    private static ImmutableArray<ArgumentInfo> Arguments(in tg_program_info info, int symbols, string subject)
    {
        Told.CheckArray(info.args, info.arg_count, info.arg_stride, subject, "args");
        var arguments = ImmutableArray.CreateBuilder<ArgumentInfo>((int)info.arg_count);
        for (var i = 0u; i < info.arg_count; i++)
        {
            var role = i < info.input_count ? Tg.TG_ROLE_INPUT : i < info.input_count + info.output_count ? Tg.TG_ROLE_OUTPUT : Tg.TG_ROLE_SCRATCH;
            var argument = Told.At(info.args, info.arg_stride, i);
            if (argument.role != role)
                throw TengenException.Broken(subject, "TG-P-35", $"args[{i}] has role {argument.role}, the order of arguments makes it {role}");
            arguments.Add(Argument(argument, symbols, info.input_count, $"args[{i}]", subject));
        }
        return arguments.MoveToImmutable();
    }

    private static ArgumentInfo Argument(in tg_arg_info argument, int symbols, uint inputs, string member, string subject)
    {
        if (argument.name == null)
            throw TengenException.Broken(subject, "TG-P-13", $"{member}.name is NULL");
        if (argument.rank is < 0 or > Tg.TG_MAX_RANK || (argument.rank > 0 && argument.dims == null))
            throw TengenException.Broken(subject, "TG-P-13", $"{member} has rank {argument.rank} and dims {(nint)argument.dims:x}");
        if (argument.alignment != 0 && !BitOperations.IsPow2(argument.alignment))
            throw TengenException.Broken(subject, "TG-P-13", $"{member}.alignment is {argument.alignment}, no power of two");
        if (argument.alias > inputs)
            throw TengenException.Broken(subject, "TG-P-35", $"{member}.alias names input {argument.alias - 1} of {inputs}");
        var dims = new ReadOnlySpan<long>(argument.dims, argument.rank);
        foreach (var dim in dims)
            if (dim < -symbols)
                throw TengenException.Broken(subject, "TG-P-13", $"{member} has a dim of {dim} and the program {symbols} symbols");
        var shape = new Shape(dims);
        var type = new DType(argument.dtype);
        if (shape.IsStatic && argument.role != Tg.TG_ROLE_SCRATCH && !type.IsOpaque)
            CheckBytes(argument.bytes, type, shape, member, subject);
        return new ArgumentInfo(
            Utf8.Read(argument.name), (ArgumentRole)argument.role, type, shape, argument.bytes, (ArgumentFlags)argument.flags,
            Math.Max(1, argument.alignment), argument.buffer_flags, Utf8.ReadOrNull(argument.memory), Utf8.ReadOrNull(argument.layout),
            argument.alias == 0 ? null : (int)argument.alias - 1);
    }

    private static void CheckBytes(ulong bytes, DType type, Shape shape, string member, string subject)
    {
        ulong needed;
        try
        {
            needed = (ulong)type.BytesFor(Shape.CountOf(shape.Dims.AsSpan()));
        }
        catch (OverflowException)
        {
            throw TengenException.Broken(subject, "TG-P-35", $"{member} is {type}{shape}, whose size overflows");
        }
        if (bytes < needed)
            throw TengenException.Broken(subject, "TG-P-35", $"{member} is {type}{shape} and says {bytes} bytes, it needs {needed}");
    }
}
