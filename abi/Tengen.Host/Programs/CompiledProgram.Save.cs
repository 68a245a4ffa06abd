// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

public sealed unsafe partial class CompiledProgram
{
    /// <summary>Writes bytes from which <see cref="Load"/> makes the same program.</summary>
    /// <exception cref="TengenException">UNSUPPORTED: the device saves no programs.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public void Save(Stream target)
    {
        if (Device.Api.program_save == null)
            throw new TengenException(Status.Unsupported, Device.Subject("program_save"), "", "the device saves no programs");
        var sink = new Sink(target);
        var handle = GCHandle.Alloc(sink);
        try
        {
            var save = new tg_save { size = (uint)sizeof(tg_save), write = &Write, write_ctx = (void*)GCHandle.ToIntPtr(handle) };
            var error = ErrorBuffer.Fresh();
            int status;
            using (Device.Enter())
                status = Device.Api.program_save(Handle, &save, error);
            if (sink.Failure is { } failure)
                throw new IOException($"{Device.Subject("program_save")}: {failure.Message}", failure);
            ErrorBuffer.Check(status, error, Device.Subject("program_save"));
        }
        finally
        {
            handle.Free();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(void* context, void* bytes, ulong count) => ((Sink)GCHandle.FromIntPtr((nint)context).Target!).Write((byte*)bytes, count);

    private sealed class Sink(Stream target)
    {
        public Exception? Failure { get; private set; }

        public int Write(byte* bytes, ulong count)
        {
            try
            {
                for (ulong done = 0; done < count;)
                {
                    var piece = (int)Math.Min(count - done, 1 << 20);
                    target.Write(new ReadOnlySpan<byte>(bytes + done, piece));
                    done += (ulong)piece;
                }
                return Tg.TG_OK;
            }
            catch (Exception e) when (e is IOException or NotSupportedException or ObjectDisposedException or UnauthorizedAccessException)
            {
                Failure = e;
                return Tg.TG_LIMIT_REACHED;
            }
        }
    }
}
