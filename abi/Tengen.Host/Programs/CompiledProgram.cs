// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>Compiled code of one device. Immutable; may be executed from several threads. See <see cref="DeviceChild"/> for its life.</summary>
public sealed unsafe partial class CompiledProgram : DeviceChild
{
    private readonly NativeGraph[] _lent;
    private ProgramInfo?[] _infos = [];

    private CompiledProgram(Device device, tg_program* handle, NativeGraph[] lent) : base(device)
    {
        Handle = handle;
        _lent = lent;
    }

    public tg_program* Handle { get; }

    /// <summary>What the first entry takes and gives.</summary>
    public ProgramInfo Info => Entry(0);

    /// <exception cref="TengenException">The plugin's answer is malformed, or there is no such entry.</exception>
    public ProgramInfo Entry(int entry) =>
        entry < _infos.Length && _infos[entry] is { } known ? known : ProgramReader.Read(this, entry);

    /// <summary>Compiles a graph in canonical form.</summary>
    /// <exception cref="GraphException">The graph breaks a rule; the plugin was not called.</exception>
    /// <exception cref="TengenException">The plugin declined, or what it tells of the program is malformed.</exception>
    public static CompiledProgram Create(Device device, Graph.Graph graph, ProgramOptions? options = null) => Create(device, [graph], options);

    /// <summary>Compiles several entries over shared constants.</summary>
    public static CompiledProgram Create(Device device, ImmutableArray<Graph.Graph> graphs, ProgramOptions? options = null)
    {
        options ??= ProgramOptions.Default;
        var natives = new List<NativeGraph>();
        var lent = false;
        try
        {
            foreach (var graph in graphs)
                natives.Add(new NativeGraph(graph, options.PersistentConstants));
            using var arena = new NativeArena();
            var pointers = (tg_graph**)arena.Array<nint>(natives.Count);
            for (var i = 0; i < natives.Count; i++)
                pointers[i] = natives[i].Pointer;
            var desc = new tg_program_desc
            {
                size = (uint)sizeof(tg_program_desc),
                graphs = pointers,
                options = NativeOptions.Of(options.Settings, arena),
                graph_count = (uint)natives.Count,
                weight_stride = (uint)sizeof(tg_value),
            };
            var program = Create(device, &desc, options.PersistentConstants ? [.. natives] : []);
            lent = options.PersistentConstants;
            return program;
        }
        finally
        {
            if (!lent)
                natives.ForEach(native => native.Dispose());
        }
    }

    /// <summary>Loads compiled bytes.</summary>
    /// <param name="device">It has said that it takes the format.</param>
    /// <param name="bytes">Read during the call.</param>
    /// <param name="format">One of the device's formats; null = the first, which is that of <see cref="Save"/>.</param>
    /// <param name="formatVersion">0 = whatever the bytes say.</param>
    /// <param name="options">Only the settings count.</param>
    /// <exception cref="TengenException">INVALID_ARGUMENT or INCOMPATIBLE: the bytes are damaged, or another device's.</exception>
    public static CompiledProgram Load(Device device, ReadOnlySpan<byte> bytes, string? format = null, uint formatVersion = 0, ProgramOptions? options = null)
    {
        using var arena = new NativeArena();
        fixed (byte* first = bytes)
        {
            var desc = new tg_program_desc
            {
                size = (uint)sizeof(tg_program_desc),
                bytes = first,
                format = arena.Text(format ?? device.Description.SavedFormat?.Name ?? throw new TengenException(Status.Unsupported, device.Subject("program_create"), "", "the device takes no compiled bytes: it names no format")),
                options = NativeOptions.Of((options ?? ProgramOptions.Default).Settings, arena),
                byte_count = (ulong)bytes.Length,
                weight_stride = (uint)sizeof(tg_value),
                format_version = formatVersion,
            };
            return Create(device, &desc, []);
        }
    }

    private static CompiledProgram Create(Device device, tg_program_desc* desc, NativeGraph[] lent)
    {
        tg_program* handle = null;
        var error = ErrorBuffer.Fresh();
        using (device.Enter())
            ErrorBuffer.Check(device.Api.program_create(device.Alive, desc, &handle, error), error, device.Subject("program_create"));
        if (handle == null)
            throw TengenException.Broken(device.Subject("program_create"), "TG-P-15", "it answered OK and gave no program");
        var program = new CompiledProgram(device, handle, lent);
        try
        {
            var first = ProgramReader.Read(program, 0);
            program._infos = new ProgramInfo?[first.EntryCount];
            program._infos[0] = first;
            for (var entry = 1; entry < first.EntryCount; entry++)
                program._infos[entry] = ProgramReader.Read(program, entry);
        }
        catch
        {
            program.Dispose();
            throw;
        }
        return program;
    }

    private protected override void Free()
    {
        var release = new tg_release { size = (uint)sizeof(tg_release) };
        var error = ErrorBuffer.Fresh();
        var status = Device.Api.program_destroy(Handle, &release, error);
        if (status != Tg.TG_OK)
            Device.Report("TG-P-39", $"program_destroy answered {new Status(status)}: {ErrorBuffer.Text(error)}");
        foreach (var graph in _lent)
            graph.Dispose();
    }
}
