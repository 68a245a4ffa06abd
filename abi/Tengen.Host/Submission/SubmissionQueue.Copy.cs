// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

public sealed unsafe partial class SubmissionQueue
{
    /// <summary>Copies between buffers of this device, as a submission; through mappings, at once, where the plugin has no copy.</summary>
    /// <exception cref="ObjectDisposedException">A buffer is disposed.</exception>
    /// <exception cref="TengenException">Without a copy slot: mapping was refused.</exception>
    public Ticket Copy(DeviceBuffer source, ulong sourceOffset, DeviceBuffer destination, ulong destinationOffset, ulong bytes)
    {
        if (source.Device != Device || destination.Device != Device)
            throw TengenException.Misuse(Device.Subject("copy"), "TG-H-7", "a buffer is of another device");
        if (Device.Api.copy == null)
            return CopyMapped(source, sourceOffset, destination, destinationOffset, bytes);
        lock (_calls)
        {
            var desc = new tg_copy
            {
                size = (uint)sizeof(tg_copy),
                source = source.Handle,
                destination = destination.Handle,
                source_offset = sourceOffset,
                destination_offset = destinationOffset,
                bytes = bytes,
                ticket = ++_last,
                queue = (uint)Number,
                wait_stride = (uint)sizeof(tg_sync),
                signal_stride = (uint)sizeof(tg_sync),
            };
            var submission = new PendingSubmission(desc.ticket, Device.NextSequence(), [], null);
            NativeArguments.Retain(submission, null, [Argument.Of(source), Argument.Of(destination)]);
            return Send(submission, null, &desc);
        }
    }

    private Ticket CopyMapped(DeviceBuffer source, ulong sourceOffset, DeviceBuffer destination, ulong destinationOffset, ulong bytes)
    {
        if (source == destination)
        {
            var staged = new byte[bytes];
            source.Read(staged, sourceOffset);
            destination.Write(staged, destinationOffset);
        }
        else
        {
            using var from = source.Map(MapAccess.Read, sourceOffset, bytes);
            using var to = destination.Map(MapAccess.Write | MapAccess.Discard, destinationOffset, bytes);
            Buffer.MemoryCopy(from.Pointer, to.Pointer, bytes, bytes);
        }
        lock (_calls)
            return new Ticket(this, ++_last);
    }
}
