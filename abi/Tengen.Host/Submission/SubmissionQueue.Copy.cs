// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

public sealed unsafe partial class SubmissionQueue
{
    /// <summary>Copies between buffers of this device.</summary>
    public Ticket Copy(DeviceBuffer source, ulong sourceOffset, DeviceBuffer destination, ulong destinationOffset, ulong bytes) =>
        Copy(CopyEnd.Of(source, sourceOffset), CopyEnd.Of(destination, destinationOffset), bytes);

    /// <summary>
    /// Copies between buffers of this device and host memory, as a submission. Where the plugin has no copy: through mappings, at once, after
    /// everything it waits for and what uses the buffers.
    /// </summary>
    /// <exception cref="ObjectDisposedException">A buffer is disposed.</exception>
    /// <exception cref="TengenException">A range lies outside, an end is of another device or, without a copy slot, mapping was refused.</exception>
    public Ticket Copy(CopyEnd source, CopyEnd destination, ulong bytes, Syncs syncs = default)
    {
        Check(source, bytes);
        Check(destination, bytes);
        if (Device.Api.copy == null)
            return CopyMapped(source, destination, bytes, syncs);
        var mustDefer = IsOpen(syncs.Waits, "copy");
        lock (_calls)
        {
            var submission = new PendingSubmission(++_last);
            NativeArguments.Retain(submission, null, [Kept(source), Kept(destination)], syncs);
            if (!mustDefer && CanSend(syncs.Waits))
            {
                Copy(submission, source, destination, bytes, syncs);
            }
            else
            {
                var (waits, points, signals) = (syncs.Waits.ToArray(), syncs.TimelineWaits.ToArray(), syncs.Signals.ToArray());
                Defer(submission, waits, () => Copy(submission, source, destination, bytes, new Syncs { Waits = waits, TimelineWaits = points, Signals = signals }));
            }
            return new Ticket(this, submission.Ticket);
        }
    }

    private void Copy(PendingSubmission submission, CopyEnd source, CopyEnd destination, ulong bytes, Syncs syncs)
    {
        if (Failed(syncs.Waits) is not null)
        {
            Execute(submission, null, [], 0, syncs);
            return;
        }
        var waits = stackalloc tg_sync[syncs.Waits.Length + syncs.TimelineWaits.Length];
        var signals = stackalloc tg_sync[syncs.Signals.Length];
        var desc = new tg_copy
        {
            size = (uint)sizeof(tg_copy),
            source = source.Buffer is null ? null : source.Buffer.Handle,
            host_source = source.Tensor is null ? null : source.Tensor.Pointer,
            destination = destination.Buffer is null ? null : destination.Buffer.Handle,
            host_destination = destination.Tensor is null ? null : destination.Tensor.Pointer,
            waits = waits,
            signals = signals,
            source_offset = source.Offset,
            destination_offset = destination.Offset,
            bytes = bytes,
            ticket = submission.Ticket,
            queue = (uint)Number,
            wait_count = Native(submission, syncs, waits),
            wait_stride = (uint)sizeof(tg_sync),
            signal_count = NativeSyncs.Fill(syncs.Signals, signals),
            signal_stride = (uint)sizeof(tg_sync),
        };
        Send(submission, null, &desc);
    }

    private Ticket CopyMapped(CopyEnd source, CopyEnd destination, ulong bytes, Syncs syncs)
    {
        if (!syncs.TimelineWaits.IsEmpty || !syncs.Signals.IsEmpty)
            throw TengenException.Misuse(Device.Subject("copy"), "TG-H-12", "the device does not copy by itself, so a copy cannot wait for timelines or signal them; wait on the host, then copy");
        foreach (var wait in syncs.Waits)
            if (wait.Wait() is { IsOk: false } end)
                return Spent(Dependent(wait, end));
        var staged = new byte[bytes];
        Read(source, staged);
        Write(destination, staged);
        return Spent(null);
    }

    /// <summary>A ticket that the plugin never sees.</summary>
    private Ticket Spent(Completion? failure)
    {
        lock (_calls)
        {
            var ticket = new Ticket(this, ++_last);
            if (failure is { } end)
                lock (Device.State)
                    _failed[ticket.Number] = end;
            return ticket;
        }
    }

    private void Check(CopyEnd end, ulong bytes)
    {
        if (end.Buffer is { } buffer && buffer.Device != Device)
            throw TengenException.Misuse(Device.Subject("copy"), "TG-H-7", "a buffer is of another device");
        if (end.Buffer is null && end.Tensor is null)
            throw TengenException.Misuse(Device.Subject("copy"), "TG-H-7", "a copy has a source and a destination");
        if (end.Offset > end.Capacity || bytes > end.Capacity - end.Offset)
            throw TengenException.Misuse(Device.Subject("copy"), "TG-P-28", $"{bytes} bytes at offset {end.Offset} are not within {end.Capacity}");
    }

    private static Argument Kept(CopyEnd end) => new() { Buffer = end.Buffer, Tensor = end.Tensor };

    private static void Read(CopyEnd end, Span<byte> target)
    {
        if (end.Buffer is { } buffer)
            buffer.Read(target, end.Offset);
        else
            end.Tensor!.AsBytes()[..target.Length].CopyTo(target);
    }

    private static void Write(CopyEnd end, ReadOnlySpan<byte> bytes)
    {
        if (end.Buffer is { } buffer)
            buffer.Write(bytes, end.Offset);
        else
            bytes.CopyTo(new Span<byte>(end.Tensor!.Pointer, bytes.Length));
    }
}
