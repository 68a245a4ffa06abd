// SPDX-License-Identifier: Apache-2.0
using Silk.NET.OpenCL;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Devices;

/// <summary>Copies between buffers and host memory.</summary>
internal static unsafe class Transfers
{
    /// <summary>Copies and waits for it.</summary>
    public static void Run(nint commands, in CopySubmission copy)
    {
        if (copy.Bytes == 0)
            return;
        var (from, to, bytes) = ((nuint)copy.SourceOffset, (nuint)copy.DestinationOffset, (nuint)copy.Bytes);
        switch (copy.Source as OpenClBuffer, copy.Destination as OpenClBuffer)
        {
            case ({ } source, { } destination):
                Driver.Check(Driver.Api.EnqueueCopyBuffer(commands, source.Memory, destination.Memory, from, to, bytes, 0, null, null), "clEnqueueCopyBuffer");
                Driver.Check(Driver.Api.Finish(commands), "clFinish");
                break;
            case ({ } source, null):
                Driver.Check(Driver.Api.EnqueueReadBuffer(commands, source.Memory, true, from, bytes, copy.HostDestination + to, 0, null, null), "clEnqueueReadBuffer");
                break;
            case (null, { } destination):
                Driver.Check(Driver.Api.EnqueueWriteBuffer(commands, destination.Memory, true, to, bytes, copy.HostSource + from, 0, null, null), "clEnqueueWriteBuffer");
                break;
            default:
                Buffer.MemoryCopy(copy.HostSource + from, copy.HostDestination + to, copy.Bytes, copy.Bytes);
                break;
        }
    }
}
