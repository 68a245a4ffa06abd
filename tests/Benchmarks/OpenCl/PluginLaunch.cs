// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Benchmarks.OpenCl;

/// <summary><see cref="AddGraph"/> through the slots of the backend: descriptor and arguments ready, a host that forgets what is reported.</summary>
internal sealed unsafe class PluginLaunch : IDisposable
{
    /// <summary>Submissions that fit into the queue.</summary>
    public const int Room = 64;

    private readonly tg_api* _api;
    private readonly tg_host* _host = One(new tg_host { size = (uint)sizeof(tg_host), abi = Tg.TG_ABI, complete = &Forget });
    private readonly tg_arg* _arguments = (tg_arg*)NativeMemory.AllocZeroed(3, (nuint)sizeof(tg_arg));
    private readonly tg_execute* _execute;
    private readonly tg_device* _device;
    private readonly tg_program* _program;

    /// <param name="saved">A saved program of <see cref="AddGraph"/>.</param>
    public PluginLaunch(tg_api* api, ReadOnlySpan<byte> saved)
    {
        _api = api;
        _device = Open();
        _program = Load(saved);
        for (var i = 0; i < 3; i++)
            _arguments[i] = new tg_arg { buffer = Alloc(), bytes = AddGraph.Bytes };
        _execute = One(new tg_execute
        {
            size = (uint)sizeof(tg_execute), program = _program, args = _arguments, arg_count = 3, arg_stride = (uint)sizeof(tg_arg),
            wait_stride = (uint)sizeof(tg_sync), signal_stride = (uint)sizeof(tg_sync),
        });
    }

    public tg_device* Device => _device;

    /// <summary>The device's <c>tg.timeline/1</c>.</summary>
    public tg_timeline_api* Timelines()
    {
        void* table;
        fixed (byte* name = Tg.TG_EXTENSION_TIMELINE)
        {
            var query = new tg_extension_query { size = (uint)sizeof(tg_extension_query), name = name };
            Check(_api->extension(_device, &query, &table, null));
        }
        return (tg_timeline_api*)table;
    }

    /// <summary>Submits; the queue must have room.</summary>
    public void Submit() => Submit(null);

    /// <param name="wait">What to wait for, or null.</param>
    public void Submit(tg_sync* wait)
    {
        _execute->ticket++;
        _execute->waits = wait;
        _execute->wait_count = wait == null ? 0u : 1u;
        if (_api->execute(_device, _execute, null) is not (Tg.TG_OK or Tg.TG_PENDING) and var status)
            throw new InvalidOperationException($"execute answered {new Status(status)}");
    }

    /// <summary>Waits until everything submitted was reported.</summary>
    public void Finish()
    {
        if (_execute->ticket == 0)
            return;
        var ticket = new tg_ticket { size = (uint)sizeof(tg_ticket), ticket = _execute->ticket, timeout_ns = Tg.TG_FOREVER };
        Check(_api->wait(_device, &ticket, null));
    }

    public void Dispose()
    {
        var release = new tg_release { size = (uint)sizeof(tg_release) };
        for (var i = 0; i < 3; i++)
            Check(_api->buffer_free(_arguments[i].buffer, &release, null));
        Check(_api->program_destroy(_program, &release, null));
        Check(_api->device_close(_device, &release, null));
        NativeMemory.Free(_execute);
        NativeMemory.Free(_arguments);
        NativeMemory.Free(_host);
    }

    private tg_device* Open()
    {
        var queue = default(tg_open_queue);
        var open = new tg_open { size = (uint)sizeof(tg_open), host = _host, queues = &queue, queue_count = 1, queue_stride = (uint)sizeof(tg_open_queue) };
        var opened = new tg_opened { size = (uint)sizeof(tg_opened) };
        Check(_api->device_open(&open, &opened, null));
        return opened.device;
    }

    private tg_program* Load(ReadOnlySpan<byte> saved)
    {
        tg_program* program;
        fixed (byte* bytes = saved, format = "tengen.opencl\0"u8)
        {
            var desc = new tg_program_desc { size = (uint)sizeof(tg_program_desc), bytes = bytes, byte_count = (ulong)saved.Length, format = format };
            Check(_api->program_create(_device, &desc, &program, null));
        }
        return program;
    }

    private tg_buffer* Alloc()
    {
        var desc = new tg_buffer_desc { size = (uint)sizeof(tg_buffer_desc), bytes = AddGraph.Bytes };
        var info = new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) };
        Check(_api->buffer_alloc(_device, &desc, &info, null));
        return info.buffer;
    }

    private static T* One<T>(T item) where T : unmanaged
    {
        var place = (T*)NativeMemory.Alloc((nuint)sizeof(T));
        *place = item;
        return place;
    }

    private static void Check(int status)
    {
        if (status != Tg.TG_OK)
            throw new InvalidOperationException($"the backend answered {new Status(status)}");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Forget(tg_host* host, void* queue, tg_completion* told) { }
}
