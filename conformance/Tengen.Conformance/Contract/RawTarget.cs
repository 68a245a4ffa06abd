// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>The device under test, not open: how to open it as often as a case needs.</summary>
internal sealed unsafe class RawTarget(PluginLibrary library, DeviceDescription description, IReadOnlyDictionary<string, string> options)
{
    public static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(10);

    public PluginLibrary Library { get; } = library;

    public DeviceDescription Description { get; } = description;

    /// <summary>How long a submission of a few microseconds may take before it counts as never reported.</summary>
    public TimeSpan Patience { get; init; } = UsualPatience;

    /// <summary>A layer above the plugin checks what hosts are obliged to: then the answer to a host's fault is defined (TG-H-26).</summary>
    public bool ChecksHost { get; init; } = library.Layers.Any(layer => Path.GetFileNameWithoutExtension(layer).EndsWith("validate", StringComparison.Ordinal));

    /// <summary>The graph that cases of any operator work with, once it was looked for.</summary>
    public ClaimedGraph? Claimed { get; set; }

    private readonly System.Collections.Concurrent.ConcurrentQueue<Violation> _warnings = new();

    /// <summary>What a layer saw and only tells. Any thread.</summary>
    public void Warn(Violation warning) => _warnings.Enqueue(warning);

    public IReadOnlyList<Violation> TakeWarnings()
    {
        var taken = new List<Violation>();
        while (_warnings.TryDequeue(out var warning))
            taken.Add(warning);
        return taken;
    }

    private readonly int[] _executing = [.. Enumerable.Range(0, description.Queues.Length).Where(i => (description.Queues[i].Flags & Tg.TG_QUEUE_EXECUTE) != 0)];

    /// <summary>The kind of the nth queue of a case: kinds that execute take turns, so that engines differ where there are several.</summary>
    public int QueueInfo(int queue) => _executing.Length == 0 ? 0 : _executing[queue % _executing.Length];

    /// <param name="extra">One more option.</param>
    public tg_options Options(NativeRoom room, (string Key, string Value)? extra = null)
    {
        var given = extra is { } more ? options.Append(KeyValuePair.Create(more.Key, more.Value)).ToList() : [.. options];
        if (given.Count == 0)
            return default;
        var keys = (byte**)room.Bytes(sizeof(byte*) * given.Count);
        var values = (byte**)room.Bytes(sizeof(byte*) * given.Count);
        for (var i = 0; i < given.Count; i++)
        {
            keys[i] = room.Text(given[i].Key);
            values[i] = room.Text(given[i].Value);
        }
        return new tg_options { keys = keys, values = values, count = (uint)given.Count };
    }
}
