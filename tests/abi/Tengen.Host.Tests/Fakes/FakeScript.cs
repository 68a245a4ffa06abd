// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Tengen.Abi;

namespace Tengen.Host.Tests;

/// <summary>What one fake device does. A test makes one, opens a device with it, and looks at it afterwards.</summary>
internal sealed class FakeScript
{
    private static readonly ConcurrentDictionary<string, FakeScript> Known = new();
    private static int _made;

    public FakeScript()
    {
        Id = Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture);
        Known[Id] = this;
    }

    public string Id { get; }

    public DeviceFlags Flags { get; init; } = DeviceFlags.Async;

    public uint MaxPending { get; init; } = 4;

    public int Queues { get; init; } = 2;

    /// <summary>Answers an execute; the default accepts and reports nothing.</summary>
    public Func<FakeDevice, FakeSubmission, Status> Execute { get; init; } = (_, _) => Status.Pending;

    /// <summary>Answers a wait, where the plugin has one.</summary>
    public Func<FakeDevice, FakeSubmission, Status> Wait { get; init; } = (_, _) => Status.Pending;

    /// <summary>Answers a close.</summary>
    public Func<FakeDevice, Status> Close { get; init; } = _ => Status.Ok;

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Answers a node of a query.</summary>
    public Func<int, uint> Verdict { get; init; } = _ => Tg.TG_YES;

    /// <summary>Changes what program_info tells.</summary>
    public ProgramInfoEdit? EditProgram { get; init; }

    public DeviceInfoEdit? EditDevice { get; init; }

    /// <summary>Names of freed and destroyed objects, and of the close, in order.</summary>
    public ConcurrentQueue<string> Ended { get; } = new();

    public FakeDevice Device { get; set; } = null!;

    public DeviceOptions Options => new()
    {
        Patience = Patience,
        Settings = ImmutableDictionary<string, string>.Empty.Add("script", Id),
        Queues = [.. Enumerable.Range(0, Queues).Select(_ => new QueueRequest())],
    };

    public Device Open(bool waits = false) => (waits ? FakePlugin.Waiting : FakePlugin.Plain).Open(0, Options);

    public static FakeScript Of(string id) => Known[id];
}

internal delegate void ProgramInfoEdit(ref tg_program_info info, Span<tg_arg_info> args);

internal delegate void DeviceInfoEdit(ref tg_device_info info);

/// <summary>What an execute or wait named.</summary>
internal sealed record FakeSubmission(int Queue, ulong Ticket, bool IsBarrier, ImmutableArray<(int Queue, ulong Ticket)> Waits)
{
    /// <summary>Values of timelines waited for.</summary>
    public ImmutableArray<ulong> TimelineWaits { get; init; } = [];

    public ImmutableArray<ulong> Signals { get; init; } = [];
}
