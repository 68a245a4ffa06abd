// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Queues;

/// <summary>A submission under way in a command queue, until the driver calls back; used again for the next one.</summary>
internal sealed class Flight : IDisposable
{
    private readonly CommandQueue _queue;
    private GCHandle _self;

    public Flight(CommandQueue queue) => (_queue, _self) = (queue, GCHandle.Alloc(this));

    /// <summary>What a driver is given to call back with.</summary>
    public nint Handle => GCHandle.ToIntPtr(_self);

    public Completion Completion { get; set; }

    /// <summary>Held while it is under way; 0 = it is not.</summary>
    public nint End { get; set; }

    /// <summary>Nothing but the device itself holds it up.</summary>
    public bool IsSure { get; set; }

    /// <summary>What became of it beforehand: it ends when its turn comes, and has failed.</summary>
    public PluginException? Failure { get; set; }

    public bool IsUnderWay => End != 0;

    /// <summary>The driver has ended it; on a thread of the driver, or inside its own enqueue.</summary>
    /// <param name="handle">As <see cref="Handle"/> gave it.</param>
    /// <param name="status">Of the event: negative = terminated.</param>
    public static void Ended(nint handle, int status)
    {
        var flight = (Flight)GCHandle.FromIntPtr(handle).Target!;
        var (completion, isLost) = (flight.Completion, !flight.IsSure && flight._queue.IsLost);
        var failure = status < 0 ? Driver.Lost(status, "the end of a command") : flight.Failure ?? (isLost ? Late : null);
        flight._queue.Landed(flight);
        if (failure is null)
            completion.Succeed();
        else
            completion.Fail(failure);
    }

    public void Dispose() => _self.Free();

    private static PluginException Late => new(Status.DeviceLost, "TG-P-22", "the device was lost before this submission began");
}
