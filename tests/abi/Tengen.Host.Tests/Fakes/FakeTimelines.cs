// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Tengen.Abi;

namespace Tengen.Host.Tests;

/// <summary>A fake plugin with <c>tg.timeline/1</c>: counters in this process, which are not exported.</summary>
internal static unsafe class FakeTimelines
{
    private static readonly tg_timeline_api* Table = Create();
    private static readonly tg_api* Plugin = CreatePlugin();

    public static PluginLibrary Library { get; } = PluginLibrary.FromEntry(&Entry, "fake with timelines");

    /// <summary>Timelines that live.</summary>
    public static int Alive;

    public static Counter Of(tg_timeline* timeline) => (Counter)GCHandle.FromIntPtr((nint)timeline).Target!;

    private static tg_timeline_api* Create()
    {
        var api = (tg_timeline_api*)NativeMemory.AllocZeroed((nuint)sizeof(tg_timeline_api));
        *api = new tg_timeline_api
        {
            size = (uint)sizeof(tg_timeline_api),
            abi = Tg.TG_ABI,
            create = &Make,
            destroy = &Destroy,
            query = &Query,
            wait = &Wait,
            signal = &Signal,
        };
        return api;
    }

    private static tg_api* CreatePlugin()
    {
        var api = (tg_api*)NativeMemory.AllocZeroed((nuint)sizeof(tg_api));
        *api = FakePlugin.Plain.Api;
        api->extension = &Extension;
        return api;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Entry(uint abi, tg_api** table, tg_error* error)
    {
        *table = Plugin;
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Extension(tg_device* device, tg_extension_query* query, void** table, tg_error* error)
    {
        if (Marshal.PtrToStringUTF8((nint)query->name) != Encoding.UTF8.GetString(Tg.TG_EXTENSION_TIMELINE))
            return Tg.TG_UNSUPPORTED;
        *table = Table;
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Make(tg_device* device, tg_timeline_desc* desc, tg_timeline** timeline, tg_error* error)
    {
        Interlocked.Increment(ref Alive);
        *timeline = (tg_timeline*)GCHandle.ToIntPtr(GCHandle.Alloc(new Counter { Value = desc->initial }));
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Destroy(tg_timeline* timeline, tg_release* desc, tg_error* error)
    {
        Interlocked.Decrement(ref Alive);
        GCHandle.FromIntPtr((nint)timeline).Free();
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Query(tg_timeline* timeline, ulong* value, tg_error* error)
    {
        *value = Of(timeline).Value;
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(tg_timeline* timeline, tg_timeline_point* point, tg_error* error) =>
        Of(timeline).Wait(point->value, point->timeout_ns) ? Tg.TG_OK : Tg.TG_PENDING;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Signal(tg_timeline* timeline, tg_timeline_point* point, tg_error* error)
    {
        Of(timeline).Signal(point->value);
        return Tg.TG_OK;
    }

    internal sealed class Counter
    {
        private readonly object _gate = new();

        public ulong Value { get; set; }

        public void Signal(ulong value)
        {
            lock (_gate)
            {
                Value = value;
                Monitor.PulseAll(_gate);
            }
        }

        public bool Wait(ulong value, ulong nanoseconds)
        {
            lock (_gate)
            {
                while (Value < value)
                    if (!Monitor.Wait(_gate, nanoseconds == Tg.TG_FOREVER ? Timeout.Infinite : (int)(nanoseconds / 1_000_000)))
                        return false;
                return true;
            }
        }
    }
}
