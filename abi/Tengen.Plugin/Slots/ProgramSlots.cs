// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary><c>program_create</c>, <c>program_destroy</c>, <c>program_info</c></summary>
internal static unsafe class ProgramSlots
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Create(tg_device* handle, tg_program_desc* desc, tg_program** target, tg_error* error)
    {
        try
        {
            if (target == null)
                throw new PluginException(Status.InvalidArgument, "TG-P-7", "program_create was given no place for the program");
            var given = Wire.Read(desc, "tg_program_desc");
            Wire.Zero(given.flags, "tg_program_desc.flags");
            var device = Handles.Devices.Get((nuint)handle);
            device.State.ThrowIfLost();
            using var loan = new Loan();
            *target = Publish(device, Make(device, in given, loan));
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Destroy(tg_program* handle, tg_release* desc, tg_error* error)
    {
        try
        {
            Release.Check(desc);
            var program = Handles.Programs.Remove((nuint)handle);
            program.State.Device.State.CountProgram(-1, program.State.ResidentBytes);
            try
            {
                program.Dispose();
            }
            finally
            {
                program.State.Free();
            }
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Info(tg_program* handle, tg_program_query* desc, tg_program_info* target, tg_error* error)
    {
        try
        {
            var query = Wire.Read(desc, "tg_program_query");
            Wire.CheckOut(target, "tg_program_info");
            var entries = Handles.Programs.Get((nuint)handle).State.Entries;
            if (query.entry >= entries.Length)
                throw new PluginException(Status.NotFound, "TG-P-13", $"there is no entry {query.entry}, there are {entries.Length}");
            Wire.Write(target, entries[query.entry].Info);
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    private static Program Make(Device device, in tg_program_desc given, Loan loan)
    {
        var options = OptionReader.Read(in given.options, device.State.Backend.CompileOptions, "tg_program_desc.options");
        if (given.graph_count > 0 && given.graphs == null)
            throw new PluginException(Status.InvalidArgument, "TG-P-7", $"{given.graph_count} graphs are announced and none is given");
        var graphs = new List<ReadGraph>();
        for (uint i = 0; i < given.graph_count; i++)
            graphs.Add(new GraphReader(loan).Read(given.graphs[i], inQuery: false));
        if (graphs.DistinctBy(read => read.Graph.Name).Count() != graphs.Count)
            throw new PluginException(Status.InvalidArgument, "graph.name", "two graphs of one program have the same name; entries are told apart by it");
        var weights = ImmutableArray.CreateBuilder<Value>();
        for (uint i = 0; i < given.weight_count; i++)
            weights.Add(ValueReader.Read(Wire.At(given.weights, given.weight_stride, i, "tg_program_desc.weights"), $"weight {i}", 0, inQuery: false, loan));
        if (given.bytes != null)
            return Load(device, in given, [.. graphs.Select(read => read.Graph)], weights.DrainToImmutable(), options);
        if (graphs.Count == 0 || given.byte_count > 0 || given.format != null || weights.Count > 0)
            throw new PluginException(Status.InvalidArgument, "TG-P-7", "a program is made from graphs or from bytes; format, byte count and weights go with bytes");
        foreach (var read in graphs)
            RequireClaims(device, read, options);
        return device.Compile(new CompileRequest([.. graphs.Select(read => read.Graph)], options));
    }

    private static Program Load(Device device, in tg_program_desc given, ImmutableArray<Tengen.Graph.Graph> graphs, ImmutableArray<Value> weights, OptionSet options)
    {
        if (given.byte_count > int.MaxValue)
            throw new PluginException(Status.InvalidArgument, "TG-P-40", $"{given.byte_count} compiled bytes are more than this plugin reads (2 GiB)");
        var format = Utf8Text.Required(given.format, "tg_program_desc.format");
        if (device.Info.Formats.All(offered => offered.Name != format))
            throw new PluginException(Status.Incompatible, "TG-P-40",
                $"compiled bytes of format '{format}' are not taken; the device names {(device.Info.Formats.IsEmpty ? "no format" : string.Join(", ", device.Info.Formats.Select(offered => $"'{offered.Name}'")))}");
        return device.Load(new LoadRequest
        {
            Format = format,
            Version = given.format_version > int.MaxValue ? int.MaxValue : (int)given.format_version,
            Bytes = new ReadOnlySpan<byte>(given.bytes, (int)given.byte_count),
            Graphs = graphs,
            Weights = weights,
            Options = options,
        });
    }

    private static void RequireClaims(Device device, ReadGraph read, OptionSet options)
    {
        var answers = ClaimRules.Ask(device, read, options);
        for (var i = 0; i < answers.Length; i++)
            if (!answers[i].IsClaim)
                throw new PluginException(Status.Unsupported, "TG-P-32",
                    $"node {i} ({read.Graph.Nodes[i]}) of '{read.Graph.Name}' is answered {answers[i].Verdict}: {answers[i].Text ?? answers[i].Why.ToString()}");
    }

    private static tg_program* Publish(Device device, Program program)
    {
        try
        {
            program.State = new ProgramState(device, program);
            var handle = Handles.Programs.Add(program);
            device.State.CountProgram(1, program.State.ResidentBytes);
            return (tg_program*)handle;
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }
}
