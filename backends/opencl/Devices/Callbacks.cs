// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.OpenCl.Devices;

/// <summary>
/// The calls that take a callback, as OpenCL 3.0 declares them. Not through Silk.NET: it takes delegates, keeps a GC handle of each until the next
/// call and frees that without a lock, so that two threads which call at once free a stranger's handle. Any thread.
/// </summary>
internal static unsafe class Callbacks
{
    private static readonly delegate* unmanaged[Cdecl]<nint*, uint, nint*, void*, void*, int*, nint> Create =
        (delegate* unmanaged[Cdecl]<nint*, uint, nint*, void*, void*, int*, nint>)Find("clCreateContext");

    private static readonly delegate* unmanaged[Cdecl]<nint, uint, nint*, byte*, void*, void*, int> Build =
        (delegate* unmanaged[Cdecl]<nint, uint, nint*, byte*, void*, void*, int>)Find("clBuildProgram");

    private static readonly delegate* unmanaged[Cdecl]<nint, int, delegate* unmanaged[Cdecl]<nint, int, void*, void>, void*, int> Set =
        (delegate* unmanaged[Cdecl]<nint, int, delegate* unmanaged[Cdecl]<nint, int, void*, void>, void*, int>)Find("clSetEventCallback");

    /// <summary>clCreateContext for one device, without a callback.</summary>
    public static nint CreateContext(nint device, int* error) => Create(null, 1, &device, null, null, error);

    /// <summary>clBuildProgram for one device, without a callback: it returns when the program is built.</summary>
    public static int BuildProgram(nint program, nint device, byte* options) => Build(program, 1, &device, options, null, null);

    /// <summary>clSetEventCallback: calls back at <paramref name="status"/> or at a failure, on a thread of the driver or inside this call.</summary>
    public static int SetEventCallback(nint one, int status, delegate* unmanaged[Cdecl]<nint, int, void*, void> called, void* argument) => Set(one, status, called, argument);

    private static nint Find(string name) => Driver.Api.Context.GetProcAddress(name);
}
