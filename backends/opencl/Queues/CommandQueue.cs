// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Queues;

/// <summary>
/// A queue of the host as an in-order command queue of the device, which waits by itself: no thread sleeps for it. Submitting is serial; ends
/// come on threads of the driver.
/// </summary>
internal sealed unsafe class CommandQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly OpenClDevice _device;
    private readonly int _number;
    private readonly nint _commands;
    private readonly Flight[] _flights;
    private Flight _newest;
    private bool _isSure;

    /// <param name="device">Whose host asked for the queue.</param>
    /// <param name="number">Its index there.</param>
    /// <param name="room">Submissions that may be under way.</param>
    public CommandQueue(OpenClDevice device, int number, int room)
    {
        (_device, _number) = (device, number);
        _commands = device.Session.Queue();
        _flights = [.. Enumerable.Range(0, room).Select(_ => new Flight(this))];
        _newest = _flights[0];
        List = new CommandList(_commands);
    }

    /// <summary>What the submission that is being made consists of.</summary>
    public CommandList List { get; }

    public bool IsLost => _device.IsLost;

    /// <summary>Begins a submission with what it waits for.</summary>
    public void Begin(ReadOnlySpan<WaitPoint> waits)
    {
        _isSure = !_newest.IsUnderWay || _newest.IsSure;
        foreach (var wait in waits)
        {
            var until = wait.Timeline is { } timeline ? Native(timeline).At(wait.Value)
                : wait.Queue == _number ? EventWait.Nothing
                : _device.Queues[wait.Queue].EndOf(wait.Value);
            _isSure &= until.IsSure;
            List.Wait(until);
        }
    }

    /// <summary>Hands the submission to the device.</summary>
    /// <param name="signals">Points that its end reaches.</param>
    /// <param name="completion">Is ended when the device has.</param>
    /// <param name="failure">It ends in its turn, and has failed.</param>
    /// <exception cref="PluginException">The driver would not say when it ends: the device is lost.</exception>
    public Submitted Commit(ReadOnlySpan<SignalPoint> signals, Completion completion, PluginException? failure)
    {
        var flight = TakeOff(List.End(), completion, failure);
        if (flight.IsSure)
            foreach (var signal in signals)
                Native(signal.Timeline).Promise(signal.Value, flight.End);
        var end = flight.End;
        Events.Retain(end);
        var error = Events.OnEnd(end, &Ended, (void*)flight.Handle);
        Events.Release(end);
        if (error != 0)
            throw Driver.Lost(error, "clSetEventCallback");
        _ = Driver.Api.Flush(_commands);
        return Submitted.Pending;
    }

    /// <summary>The flight's place is free again, and its event is released.</summary>
    public void Landed(Flight flight)
    {
        nint end;
        lock (_gate)
            (end, flight.End, flight.Failure) = (flight.End, 0, null);
        Events.Release(end);
    }

    /// <summary>With nothing under way.</summary>
    public void Dispose()
    {
        List.Drop();
        _ = Driver.Api.ReleaseCommandQueue(_commands);
        foreach (var flight in _flights)
            flight.Dispose();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ended(nint end, int status, void* flight) => Flight.Ended((nint)flight, status);

    private EventWait EndOf(ulong ticket)
    {
        lock (_gate)
            return _flights.FirstOrDefault(flight => flight.IsUnderWay && flight.Completion.Ticket == ticket) is { } found
                ? EventWait.Shared(found.End, found.IsSure)
                : EventWait.Nothing;
    }

    private Flight TakeOff(nint end, Completion completion, PluginException? failure)
    {
        lock (_gate)
        {
            _newest = _flights.First(flight => !flight.IsUnderWay);
            (_newest.End, _newest.Completion, _newest.IsSure, _newest.Failure) = (end, completion, _isSure, failure);
            return _newest;
        }
    }

    private static OpenClTimeline Native(Timeline timeline) => (OpenClTimeline)timeline.Native!;
}
