// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Tengen.Abi;

namespace Tengen.Host.Tests;

/// <summary>A plugin inside the test process whose devices do what a <see cref="FakeScript"/> says. Its programs take f32[4] and give f32[4].</summary>
internal static unsafe partial class FakePlugin
{
    private static readonly byte* Text = Utf8("fake");
    private static readonly tg_api* Table = Create(waits: false);
    private static readonly tg_api* WaitingTable = Create(waits: true);

    public static PluginLibrary Plain { get; } = PluginLibrary.FromEntry(&PlainEntry, "fake");

    /// <summary>Has the wait slot.</summary>
    public static PluginLibrary Waiting { get; } = PluginLibrary.FromEntry(&WaitingEntry, "fake with wait");

    private static tg_api* Create(bool waits)
    {
        var api = (tg_api*)NativeMemory.AllocZeroed((nuint)sizeof(tg_api));
        *api = new tg_api
        {
            size = (uint)sizeof(tg_api),
            abi = Tg.TG_ABI,
            device_info = &DeviceInfo,
            device_open = &DeviceOpen,
            device_close = &DeviceClose,
            buffer_alloc = &BufferAlloc,
            buffer_free = &BufferFree,
            buffer_map = &BufferMap,
            buffer_unmap = &BufferUnmap,
            graph_query = &GraphQuery,
            program_create = &ProgramCreate,
            program_destroy = &ProgramDestroy,
            program_info = &ProgramInfo,
            execute = &Execute,
            name = Text,
        };
        if (waits)
            api->wait = &Wait;
        return api;
    }

    [UnmanagedCallersOnly(EntryPoint = "tg_plugin_v1", CallConvs = [typeof(CallConvCdecl)])]
    private static int PlainEntry(uint abi, tg_api** table, tg_error* error)
    {
        *table = Table;
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int WaitingEntry(uint abi, tg_api** table, tg_error* error)
    {
        *table = WaitingTable;
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceInfo(tg_probe* probe, tg_device_info* info, tg_error* error)
    {
        if (probe->index > 0)
            return Tg.TG_NOT_FOUND;
        var script = ScriptOf(probe->options);
        var queue = (tg_queue_info*)NativeMemory.AllocZeroed((nuint)sizeof(tg_queue_info));
        *queue = new tg_queue_info { flags = Tg.TG_QUEUE_EXECUTE, max_pending = script.MaxPending, priorities = 1 };
        info->name = info->vendor = info->driver = info->location = info->fingerprint = Text;
        info->flags = (uint)script.Flags;
        info->queues = queue;
        info->queue_count = 1;
        info->queue_stride = (uint)sizeof(tg_queue_info);
        script.EditDevice?.Invoke(ref *info);
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceOpen(tg_open* open, tg_opened* opened, tg_error* error)
    {
        var contexts = new nint[open->queue_count];
        for (var i = 0; i < contexts.Length; i++)
            contexts[i] = (nint)open->queues[i].ctx;
        var script = ScriptOf(open->options);
        script.Device = new FakeDevice(script, open->host, contexts);
        opened->device = (tg_device*)script.Device.Handle;
        opened->queue_count = open->queue_count;
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceClose(tg_device* device, tg_release* release, tg_error* error)
    {
        var fake = FakeDevice.Of(device);
        var status = fake.Script.Close(fake);
        if (status == Status.Ok)
            fake.Script.Ended.Enqueue("device");
        else
            Explain(error, $"scripted {status}", "fake:rule");
        return status.Code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Execute(tg_device* handle, tg_execute* desc, tg_error* error)
    {
        var device = FakeDevice.Of(handle);
        var waits = new ReadOnlySpan<tg_sync>(desc->waits, (int)desc->wait_count).ToArray();
        var submission = new FakeSubmission((int)desc->queue, desc->ticket, desc->program == null, [.. waits.Where(wait => wait.timeline == null).Select(wait => ((int)wait.queue, wait.value))])
        {
            TimelineWaits = [.. waits.Where(wait => wait.timeline != null).Select(wait => wait.value)],
            Signals = [.. new ReadOnlySpan<tg_sync>(desc->signals, (int)desc->signal_count).ToArray().Select(signal => signal.value)],
        };
        device.Seen.Enqueue(submission);
        var status = device.Script.Execute(device, submission);
        if (status.IsError)
            Explain(error, $"scripted {status}", "fake:rule");
        return status.Code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(tg_device* handle, tg_ticket* desc, tg_error* error)
    {
        var device = FakeDevice.Of(handle);
        return device.Script.Wait(device, new FakeSubmission((int)desc->queue, desc->ticket, false, [])).Code;
    }

    private static FakeScript ScriptOf(in tg_options options) => FakeScript.Of(Marshal.PtrToStringUTF8((nint)options.values[0])!);

    private static void Explain(tg_error* error, string text, string rule)
    {
        Encoding.UTF8.GetBytes(text + "\0", new Span<byte>(error->text, (int)error->text_capacity));
        Encoding.UTF8.GetBytes(rule + "\0", new Span<byte>(error->rule, (int)error->rule_capacity));
    }

    private static byte* Utf8(string text) => (byte*)Marshal.StringToCoTaskMemUTF8(text);

    private static long* FourDims()
    {
        var dims = (long*)NativeMemory.Alloc(sizeof(long));
        *dims = 4;
        return dims;
    }
}
