// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Devices;

namespace Tengen.Backends.OpenCl.Queues;

/// <summary>
/// Counted references to events. User events are only ever set to CL_COMPLETE: OpenCL leaves a context undefined once a command of it was
/// terminated, and drivers do not call back for those (PoCL 3.1).
/// </summary>
internal static unsafe class Events
{
    private const int Complete = 0;

    /// <summary>Calls back when the event has ended, on a thread of the driver or inside this call.</summary>
    /// <returns>The driver's error; 0 = it will call.</returns>
    public static int OnEnd(nint one, delegate* unmanaged[Cdecl]<nint, int, void*, void> ended, void* argument) => Callbacks.SetEventCallback(one, Complete, ended, argument);

    /// <summary>A user event; the caller sets and releases it.</summary>
    public static nint Make(nint context)
    {
        int error;
        var made = Driver.Api.CreateUserEvent(context, &error);
        Driver.Check(error, "clCreateUserEvent");
        return made;
    }

    /// <summary>Lets go what waits for a user event. Ends of submissions may be called back meanwhile.</summary>
    public static void Set(nint gate) => _ = Driver.Api.SetUserEventStatus(gate, Complete);

    public static void Retain(nint one) => Driver.Check(Driver.Api.RetainEvent(one), "clRetainEvent");

    public static void Release(nint one) => _ = Driver.Api.ReleaseEvent(one);

    public static void Release(IEnumerable<nint> many)
    {
        foreach (var one in many)
            Release(one);
    }
}
