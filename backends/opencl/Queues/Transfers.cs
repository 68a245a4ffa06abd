// SPDX-License-Identifier: Apache-2.0
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Queues;

/// <summary>Copies between buffers and host memory, which stays until they have ended.</summary>
internal static unsafe class Transfers
{
    public static void Enqueue(CommandList list, Session session, in CopySubmission copy)
    {
        if (copy.Bytes == 0)
            return;
        switch (copy.Source as OpenClBuffer, copy.Destination as OpenClBuffer)
        {
            case ({ } source, { } destination):
                list.Copy(source.Memory, copy.SourceOffset, destination.Memory, copy.DestinationOffset, copy.Bytes);
                break;
            case ({ } source, null):
                list.Read(source.Memory, copy.SourceOffset, copy.HostDestination + copy.DestinationOffset, copy.Bytes);
                break;
            case (null, { } destination):
                list.Write(copy.HostSource + copy.SourceOffset, destination.Memory, copy.DestinationOffset, copy.Bytes);
                break;
            default:
                Between(list, session, copy.HostSource + copy.SourceOffset, copy.HostDestination + copy.DestinationOffset, copy.Bytes);
                break;
        }
    }

    /// <summary>Host memory to host memory, in the queue's turn: read from a buffer that lies upon the source.</summary>
    private static void Between(CommandList list, Session session, byte* source, byte* destination, long bytes)
    {
        var upon = session.Allocate(bytes, source, MemFlags.ReadOnly | MemFlags.UseHostPtr);
        try
        {
            list.Read(upon, 0, destination, bytes);
        }
        finally
        {
            _ = Driver.Api.ReleaseMemObject(upon);
        }
    }
}
