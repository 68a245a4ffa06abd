// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>A loaded plugin. Loaded once per process and never unloaded (TG-H-1). Thread-safe.</summary>
public sealed unsafe class PluginLibrary
{
    private static readonly Dictionary<string, PluginLibrary> Loaded = new(StringComparer.Ordinal);
    private static readonly Lock LoadLock = new();
    private readonly tg_api* _api;
    private readonly Inbox _inbox;
    private readonly Dictionary<string, PluginLibrary> _under = new(StringComparer.Ordinal);

    private PluginLibrary(tg_api* api, string path, string? sha256)
        : this(api, null, path, sha256, [], Utf8.Read(api->name)) { }

    private PluginLibrary(tg_api* api, tg_layer* layer, string path, string? sha256, ImmutableArray<string> layers, string name)
    {
        _api = api;
        Layer = layer;
        (Path, Sha256, Layers, Name) = (path, sha256, layers, name);
        _inbox = new Inbox((nint)layer);
        Host = HostTable.Create(_inbox);
    }

    /// <summary>The library's own name and version.</summary>
    public string Name { get; }

    /// <summary>The absolute path it was loaded from, or what <see cref="FromEntry"/> was told.</summary>
    public string Path { get; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal; null for an entry linked into the process.</summary>
    public string? Sha256 { get; }

    /// <summary>Absolute paths of the layers over the plugin, the one the host calls first; empty without any.</summary>
    public ImmutableArray<string> Layers { get; }

    /// <summary>Obligations that the plugin was seen to break outside any open device.</summary>
    public IReadOnlyCollection<Violation> Violations => _inbox.Violations;

    /// <summary>The same, where the consequence is to be reported and no more.</summary>
    public IReadOnlyCollection<Violation> Warnings => _inbox.Warnings;

    /// <summary>For calls that belong to no open device. Lives as long as the process.</summary>
    internal tg_host* Host { get; }

    /// <summary>What the outermost layer wraps, or NULL without layers.</summary>
    public tg_layer* Layer { get; }

    /// <summary>The plugin's functions. Required slots are set; the others may be NULL. Lives as long as the process.</summary>
    public ref readonly tg_api Api => ref *_api;

    /// <summary>Loads a shared library or a .NET assembly (by the extension <c>.dll</c>). A second load of one path gives the same object.</summary>
    /// <param name="path">Absolute. Loading is trusting: constructors of the library run.</param>
    /// <exception cref="PluginLoadException">It is no plugin that this host can use.</exception>
    public static PluginLibrary Load(string path)
    {
        if (!System.IO.Path.IsPathFullyQualified(path))
            throw new PluginLoadException(LoadFailure.RelativePath, path, $"a plugin is loaded by absolute path only (TG-H-1): {System.IO.Path.GetFullPath(path)}");
        var full = System.IO.Path.GetFullPath(path);
        lock (LoadLock)
            return Loaded.TryGetValue(full, out var library) ? library : Loaded[full] = LoadFile(full);
    }

    /// <summary>Loads a plugin and puts layers over it. The same path under the same layers gives the same object.</summary>
    /// <param name="path">Absolute path of the plugin, native or managed.</param>
    /// <param name="layers">Absolute paths of layers, the one the host calls first; each wraps what follows it.</param>
    /// <exception cref="PluginLoadException">One of them is no plugin that this host can use.</exception>
    public static PluginLibrary Load(string path, IReadOnlyList<string> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return layers.Reverse().Aggregate(Load(path), (below, layer) => below.Under(layer));
    }

    /// <summary>This plugin with one more layer over it, at the absolute path <paramref name="layer"/>.</summary>
    /// <exception cref="PluginLoadException">The layer is no plugin that this host can use.</exception>
    public PluginLibrary Under(string layer)
    {
        var loaded = Load(layer);
        lock (LoadLock)
            return _under.TryGetValue(loaded.Path, out var stacked) ? stacked : _under[loaded.Path] = Stack(loaded);
    }

    /// <summary>This plugin, called through functions of the caller's that stand before its own: to watch calls, not to change them.</summary>
    /// <param name="table">Every slot; an optional one is used only where the plugin has it.</param>
    public PluginLibrary Through(in tg_api table)
    {
        var kept = (tg_api*)NativeMemory.Alloc((nuint)sizeof(tg_api));
        *kept = table;
        return new PluginLibrary(LayerStack.Over(kept, _api), Layer, Path, Sha256, Layers, Name) { Behind = this };
    }

    /// <summary>What <see cref="Through"/> was asked of, or this library itself: its table is the plugin's own, or that of the outermost layer.</summary>
    public PluginLibrary Behind { get => field ?? this; private init; }

    /// <summary>Uses a plugin that is linked into this process.</summary>
    /// <param name="entry">Its entry, under whatever name.</param>
    /// <param name="name">For messages.</param>
    /// <exception cref="PluginLoadException">The table is not one that this host can use.</exception>
    public static PluginLibrary FromEntry(delegate* unmanaged[Cdecl]<uint, tg_api**, tg_error*, int> entry, string name) =>
        new(PluginTable.Obtain(entry, name), name, null);

    /// <summary>Describes every device, in the plugin's order. Powers nothing up.</summary>
    /// <exception cref="TengenException">There is none (the plugin says why), or a description is malformed.</exception>
    public IReadOnlyList<DeviceDescription> Devices(DeviceOptions? options = null)
    {
        var devices = new List<DeviceDescription>();
        var why = "";
        while (devices.Count < MostDevices && Describe(devices.Count, options, out why) is { } device)
            devices.Add(device);
        return devices.Count > 0 ? devices : throw new TengenException(Status.NotFound, $"device_info(0) of '{Name}'", "", why.Length > 0 ? why : "the plugin has no device and does not say why (TG-P-12)");
    }

    /// <summary>Describes one device, or gives null past the last one with the plugin's reason in <paramref name="why"/>.</summary>
    public DeviceDescription? Describe(int index, DeviceOptions? options, out string why) => DeviceReader.Read(this, index, options ?? DeviceOptions.Default, out why);

    /// <summary>Says whether compiled bytes would run on a device, before it is open.</summary>
    /// <param name="index">The device.</param>
    /// <param name="bytes">At least the first 4096 of what <see cref="CompiledProgram.Save"/> wrote, or all of it.</param>
    /// <param name="format">Name of one of the device's formats.</param>
    /// <param name="options">As the program would be loaded with.</param>
    /// <returns>Null where the plugin cannot tell: try <see cref="CompiledProgram.Load"/>.</returns>
    /// <exception cref="TengenException">The plugin failed, or gave a verdict that there is not (TG-P-48).</exception>
    public BlobVerdict? CheckBlob(int index, ReadOnlySpan<byte> bytes, string format, ProgramOptions? options = null)
    {
        if (Api.blob_check == null)
            return null;
        using var arena = new NativeArena();
        var verdict = uint.MaxValue;
        var error = ErrorBuffer.Fresh();
        int status;
        fixed (byte* first = bytes)
        {
            var blob = new tg_blob
            {
                size = (uint)sizeof(tg_blob),
                index = (uint)index,
                host = Host,
                bytes = first,
                format = arena.Text(format),
                options = NativeOptions.Of((options ?? ProgramOptions.Default).Settings, arena),
                byte_count = (ulong)bytes.Length,
            };
            status = Api.blob_check(&blob, &verdict, error);
        }
        if (status == Tg.TG_UNSUPPORTED)
            return null;
        var subject = $"blob_check({index}) of '{Name}'";
        ErrorBuffer.Check(status, error, subject);
        return verdict <= Tg.TG_BLOB_RECOMPILE ? (BlobVerdict)verdict : throw TengenException.Broken(subject, "TG-P-48", $"it gave the verdict {verdict}, which there is not");
    }

    /// <summary>Opens a device. The caller disposes it.</summary>
    public Device Open(int index = 0, DeviceOptions? options = null) => Device.Open(this, index, options ?? DeviceOptions.Default);

    private const int MostDevices = 4096;

    private PluginLibrary Stack(PluginLibrary layer)
    {
        var table = (tg_api*)NativeMemory.Alloc((nuint)sizeof(tg_api));
        *table = *layer._api;
        return new PluginLibrary(LayerStack.Over(table, _api), LayerStack.Offer(_api, Layer), Path, Sha256, [layer.Path, .. Layers], $"{layer.Name} over {Name}");
    }

    private static PluginLibrary LoadFile(string path)
    {
        if (!File.Exists(path))
            throw new PluginLoadException(LoadFailure.Missing, path, "there is no such file");
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var hash = LinuxLoader.Hash(file);
            var entry = System.IO.Path.GetExtension(path).Equals(".dll", StringComparison.OrdinalIgnoreCase) ? ManagedPlugin.Entry(path) : NativePlugin.Entry(file, path);
            return new PluginLibrary(PluginTable.Obtain(entry, path), path, hash);
        }
        catch
        {
            if (!LinuxLoader.Keeps(file))
                file.Dispose();
            throw;
        }
    }
}
