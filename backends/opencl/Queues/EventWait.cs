// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.OpenCl.Queues;

/// <summary>An event to wait for, held by the caller, who releases it; <paramref name="Event"/> 0 = nothing.</summary>
/// <param name="IsSure">Nothing but the device itself holds it up.</param>
internal readonly record struct EventWait(nint Event, bool IsSure)
{
    public static EventWait Nothing => new(0, IsSure: true);

    public static EventWait Shared(nint one, bool isSure)
    {
        Events.Retain(one);
        return new(one, isSure);
    }
}
