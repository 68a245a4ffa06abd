// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>The <c>tg_host</c> tables that plugins get. Their functions only enqueue into an <see cref="Inbox"/> (TG-H-9).</summary>
internal static unsafe class HostTable
{
    /// <summary>A table of its own; <paramref name="inbox"/> is kept alive by it until <see cref="Free"/>.</summary>
    public static tg_host* Create(Inbox inbox)
    {
        var host = (tg_host*)NativeMemory.AllocZeroed((nuint)sizeof(tg_host));
        host->size = (uint)sizeof(tg_host);
        host->abi = Tg.TG_ABI;
        host->ctx = (void*)GCHandle.ToIntPtr(GCHandle.Alloc(inbox));
        host->log = &Log;
        host->complete = &Complete;
        host->extension = &Extension;
        return host;
    }

    public static void Free(tg_host* host)
    {
        GCHandle.FromIntPtr((nint)host->ctx).Free();
        NativeMemory.Free(host);
    }

    private static Inbox? InboxOf(tg_host* host) =>
        host == null || host->ctx == null ? null : (Inbox?)GCHandle.FromIntPtr((nint)host->ctx).Target;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Log(tg_host* host, uint level, byte* text) =>
        InboxOf(host)?.Log(new LogLine(level is >= Tg.TG_LOG_ERROR and <= Tg.TG_LOG_TRACE ? (LogLevel)level : LogLevel.Trace, Utf8.Read(text)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Complete(tg_host* host, void* queue, tg_completion* completion) =>
        InboxOf(host)?.Complete((nint)queue, completion);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* Extension(tg_host* host, byte* name) =>
        name != null && MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name).SequenceEqual(Tg.TG_EXTENSION_LAYER) ? (void*)(InboxOf(host)?.Layer ?? 0) : null;
}
