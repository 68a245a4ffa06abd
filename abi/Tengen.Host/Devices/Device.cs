// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>
/// An open device. Its owner disposes it, which waits for pending work, frees what was made in it, and closes it. Thread-safe; calls of a
/// queue are serialised by the host.
/// </summary>
public sealed unsafe partial class Device : IDisposable
{
    private readonly TimeSpan _patience;
    private readonly HashSet<DeviceChild> _children = [];
    private readonly Lock? _gate;
    private readonly tg_host* _host;
    private readonly Lazy<TimelineFunctions?> _timelines;
    private tg_device* _handle;

    private Device(PluginLibrary library, DeviceDescription description, tg_host* host, Inbox inbox, TimeSpan patience)
    {
        _patience = patience;
        _host = host;
        (Library, Description, Inbox) = (library, description, inbox);
        _timelines = new(() => TimelineFunctions.Of(this));
        _gate = description.Is(DeviceFlags.Serial) ? new Lock() : null;
    }

    public PluginLibrary Library { get; }

    public DeviceDescription Description { get; }

    public string Name => Description.Name;

    /// <summary>The plugin's handle; NULL once closed.</summary>
    public tg_device* Handle => _handle;

    /// <summary>The plugin's functions.</summary>
    public ref readonly tg_api Api => ref Library.Api;

    /// <summary>The queues the plugin took, numbered as in submissions.</summary>
    public ImmutableArray<SubmissionQueue> Queues { get; private set; } = [];

    /// <summary>Why the plugin took fewer queues than asked for, or null.</summary>
    public string? Note { get; private set; }

    /// <summary>The last lines of the plugin's log.</summary>
    public IReadOnlyCollection<LogLine> Log => Inbox.Lines;

    /// <summary>Obligations that the plugin was seen to break on this device.</summary>
    public IReadOnlyCollection<Violation> Violations => Inbox.Violations;

    /// <summary>Obligations seen to be broken whose consequence is to be reported, and no more (TG-P-6, TG-P-12, TG-P-16, TG-P-39).</summary>
    public IReadOnlyCollection<Violation> Warnings => Inbox.Warnings;

    /// <summary>Whether the device offers <see cref="Timeline"/>s.</summary>
    public bool HasTimelines => Timelines is not null;

    internal TimelineFunctions? Timelines => _timelines.Value;

    internal Inbox Inbox { get; }

    internal static Device Open(PluginLibrary library, int index, DeviceOptions options)
    {
        var description = library.Describe(index, options, out var why)
            ?? throw new TengenException(Status.NotFound, $"device_open({index}) of '{library.Name}'", "", why.Length > 0 ? why : $"there is no device {index}");
        CheckSlots(library, description);
        var inbox = new Inbox((nint)library.Layer);
        var host = HostTable.Create(inbox);
        var device = new Device(library, description, host, inbox, options.Patience);
        try
        {
            device.OpenHandle(options);
        }
        catch
        {
            HostTable.Free(host);
            throw;
        }
        return device;
    }

    internal CallGate Enter() => new(_gate);

    internal Lock? Gate => _gate;

    internal string Subject(string slot) => $"{slot} of device '{Name}'";

    internal void Report(string rule, string text) => Inbox.Violations.Enqueue(new Violation(rule, text));

    internal void Adopt(DeviceChild child)
    {
        lock (_children)
            _children.Add(child);
    }

    internal void Disown(DeviceChild child)
    {
        lock (_children)
            _children.Remove(child);
    }

    internal tg_device* Alive => _handle != null ? _handle : throw new ObjectDisposedException(Subject("device"));

    private static void CheckSlots(PluginLibrary library, DeviceDescription description)
    {
        if (description.Is(DeviceFlags.Symbols) && library.Api.program_infer == null)
            throw TengenException.Broken($"device '{description.Name}'", "TG-P-34", "it claims graphs with symbolic dims and offers no program_infer");
        if (description.Is(DeviceFlags.Pull) && library.Api.wait == null)
            throw TengenException.Broken($"device '{description.Name}'", "TG-P-13", "it declares PULL and offers no wait");
    }

    private void OpenHandle(DeviceOptions options)
    {
        using var arena = new NativeArena();
        var count = options.Queues.Length;
        if (count == 0)
            throw TengenException.Misuse(Subject("device_open"), "TG-H-26", "no queue was asked for, at least one is needed");
        var queues = arena.Array<tg_open_queue>(count);
        for (var i = 0; i < count; i++)
            queues[i] = new tg_open_queue
            {
                ctx = (void*)(i + 1),
                name = arena.Text(options.Queues[i].Name),
                info = (uint)options.Queues[i].Info,
                priority = (uint)options.Queues[i].Priority,
            };
        var open = new tg_open
        {
            size = (uint)sizeof(tg_open),
            index = (uint)Description.Index,
            host = _host,
            queues = queues,
            options = NativeOptions.Of(options.Settings, arena),
            queue_count = (uint)count,
            queue_stride = (uint)sizeof(tg_open_queue),
        };
        var opened = new tg_opened { size = (uint)sizeof(tg_opened) };
        var error = ErrorBuffer.Fresh();
        ErrorBuffer.Check(Api.device_open(&open, &opened, error), error, Subject("device_open"));
        if (opened.device == null || opened.queue_count == 0 || opened.queue_count > count)
            throw TengenException.Broken(Subject("device_open"), "TG-P-13", $"it answered OK with device {(nint)opened.device:x} and {opened.queue_count} of {count} queues");
        _handle = opened.device;
        Note = Utf8.ReadOrNull(opened.note);
        Queues = [.. Enumerable.Range(0, (int)opened.queue_count).Select(number => new SubmissionQueue(this, number, options.Queues[number]))];
    }
}
