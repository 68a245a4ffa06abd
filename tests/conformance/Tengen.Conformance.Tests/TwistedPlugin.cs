// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Tests;

/// <summary>A sound asynchronous plugin whose calls and reports one twist spoils. One twist at a time in the process.</summary>
internal static unsafe class TwistedPlugin
{
    private static readonly ConcurrentDictionary<nint, nint> Originals = new();
    private static PluginLibrary _sound = null!;
    private static tg_api* _table;
    private static tg_host* _lastHost;
    private static nint _lastQueue;
    private static (nint Host, nint Queue, tg_completion Told)? _kept;
    private static int _calls;
    private static bool _closing;

    public static Twist Twist { get; set; }

    public static PluginLibrary Over(PluginLibrary sound)
    {
        _sound = sound;
        if (_table == null)
        {
            _table = (tg_api*)NativeMemory.Alloc((nuint)sizeof(tg_api));
            *_table = sound.Api;
            _table->device_open = &Open;
            _table->device_close = &Close;
            _table->execute = &Execute;
            _table->wait = &Wait;
            _table->buffer_alloc = &Alloc;
        }
        _kept = null;
        return PluginLibrary.FromEntry(&Entry, "twisted");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Entry(uint abi, tg_api** table, tg_error* error)
    {
        *table = _table;
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(tg_open* desc, tg_opened* opened, tg_error* error)
    {
        var own = (tg_host*)NativeMemory.Alloc((nuint)sizeof(tg_host));
        *own = *desc->host;
        own->complete = &Complete;
        Originals[(nint)own] = (nint)desc->host;
        _lastHost = desc->host;
        _lastQueue = (nint)desc->queues[0].ctx;
        var copy = *desc;
        copy.host = own;
        _closing = false;
        return _sound.Api.device_open(&copy, opened, error);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(tg_device* device, tg_release* desc, tg_error* error)
    {
        _closing = true;
        var status = _sound.Api.device_close(device, desc, error);
        if (Twist == Twist.ReportsAfterClose && status == Tg.TG_OK)
        {
            var told = new tg_completion { size = (uint)sizeof(tg_completion), ticket = 1 };
            var (host, queue) = ((nint)_lastHost, _lastQueue);
            new Thread(() =>
            {
                Thread.Sleep(10);
                var late = told;
                ((tg_host*)host)->complete((tg_host*)host, (void*)queue, &late);
            }).Start();
        }
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Execute(tg_device* device, tg_execute* desc, tg_error* error)
    {
        if (Twist == Twist.BusyEarly && ++_calls % 5 == 0)
            return Tg.TG_BUSY;
        if (Twist != Twist.WaitsIgnored || desc == null || desc->size < sizeof(tg_execute))
            return Spoiled(_sound.Api.execute(device, desc, error));
        var copy = *desc;
        copy.wait_count = 0;
        return _sound.Api.execute(device, &copy, error);
    }

    private static int Spoiled(int status) => Twist == Twist.OkThoughPending && status == Tg.TG_PENDING ? Tg.TG_OK : status;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(tg_device* device, tg_ticket* desc, tg_error* error) =>
        Twist == Twist.WaitLies ? Tg.TG_OK : _sound.Api.wait(device, desc, error);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Alloc(tg_device* device, tg_buffer_desc* desc, tg_buffer_info* info, tg_error* error)
    {
        var status = _sound.Api.buffer_alloc(device, desc, info, error);
        if (Twist == Twist.SizeWritten)
            info->size = (uint)sizeof(tg_buffer_info);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Complete(tg_host* own, void* queue, tg_completion* told)
    {
        var host = (tg_host*)Originals[(nint)own];
        var spoiled = *told;
        switch (Twist)
        {
            case Twist.ReportsTwice:
                Report(host, queue, spoiled);
                break;
            case Twist.ReportsStrangers:
                spoiled.ticket += 100_000;
                Report(host, queue, spoiled);
                break;
            case Twist.ReportsLess when told->ticket > 100:
            case Twist.ClosesInSilence when _closing:
                return;
            case Twist.ReportsToTheLastHost:
                host = _lastHost;
                break;
            case Twist.ReportsInDisorder when _kept is null:
                _kept = ((nint)host, (nint)queue, spoiled);
                return;
            case Twist.ReportsInDisorder:
                Report(host, queue, *told);
                Report((tg_host*)_kept.Value.Host, (void*)_kept.Value.Queue, _kept.Value.Told);
                _kept = null;
                return;
        }
        Report(host, queue, *told);
    }

    private static void Report(tg_host* host, void* queue, tg_completion told) => host->complete(host, queue, &told);
}

internal enum Twist
{
    None,
    ReportsTwice,
    ReportsStrangers,
    ReportsLess,
    ReportsInDisorder,
    ReportsToTheLastHost,
    ReportsAfterClose,
    ClosesInSilence,
    BusyEarly,
    OkThoughPending,
    WaitLies,
    WaitsIgnored,
    SizeWritten,
}
