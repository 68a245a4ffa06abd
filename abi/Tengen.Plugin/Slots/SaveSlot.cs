// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>program_save</c></summary>
internal static unsafe class SaveSlot
{
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Save(tg_program* handle, tg_save* desc, tg_error* error)
    {
        try
        {
            var given = Wire.Read(desc, "tg_save");
            Wire.Zero(given.flags, "tg_save.flags");
            if (given.write == null)
                throw new PluginException(Status.InvalidArgument, "TG-P-7", "tg_save.write is NULL");
            var program = Handles.Programs.Get((nuint)handle);
            using var sink = new SinkStream(given);
            program.Save(sink);
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    /// <summary>The host's sink. An error of the sink ends the save with it.</summary>
    private sealed class SinkStream(tg_save save) : Stream
    {
        private long _written;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _written;

        public override long Position
        {
            get => _written;
            set => throw new NotSupportedException("the sink cannot seek");
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("the sink cannot be read");

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("the sink cannot seek");

        public override void SetLength(long value) => throw new NotSupportedException("the sink has no length to set");

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int status;
            fixed (byte* bytes = buffer)
                status = save.write(save.write_ctx, bytes, (ulong)buffer.Length);
            if (status != Tg.TG_OK)
                throw new PluginException((Status)status, "kit:save", $"the host's sink refused {buffer.Length} bytes after {_written}");
            _written += buffer.Length;
        }
    }
}
