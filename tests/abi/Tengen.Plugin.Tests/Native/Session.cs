// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

using Graph = Tengen.Graph.Graph;

/// <summary>A host of one open device that calls the raw table as C would, and remembers what was reported.</summary>
internal sealed unsafe class Session : IDisposable
{
    private readonly GCHandle _self;
    private readonly byte* _text;
    private readonly byte* _rule;
    private int _open;

    public Session(int device = SampleBackend.Blocking, int queues = 1)
    {
        _self = GCHandle.Alloc(this);
        _text = Memory.Bytes(1024);
        _rule = Memory.Bytes(64);
        Error = Memory.One(new tg_error { size = (uint)sizeof(tg_error), text = _text, text_capacity = 1024, rule = _rule, rule_capacity = 64 });
        Host = Memory.One(new tg_host { size = (uint)sizeof(tg_host), abi = Tg.TG_ABI, ctx = (void*)GCHandle.ToIntPtr(_self), log = &Log, complete = &Complete });
        Check(Open(device, queues, out var opened));
        Device = opened.device;
    }

    public static tg_api* Api { get; } = Load();

    public Memory Memory { get; } = new();

    public tg_host* Host { get; }

    public tg_device* Device { get; private set; }

    public tg_error* Error { get; }

    public string Text => Marshal.PtrToStringUTF8((nint)_text)!;

    public string Rule => Marshal.PtrToStringUTF8((nint)_rule)!;

    /// <summary>Reports in order of arrival: queue, ticket, status, text.</summary>
    public ConcurrentQueue<(int Queue, ulong Ticket, int Status, string? Text)> Reports { get; } = new();

    public ConcurrentQueue<string> Lines { get; } = new();

    public int Open(int device, int queues, out tg_opened opened)
    {
        var offered = stackalloc tg_open_queue[queues];
        for (var i = 0; i < queues; i++)
            offered[i] = new tg_open_queue { ctx = (void*)i };
        var desc = new tg_open
        {
            size = (uint)sizeof(tg_open), index = (uint)device, host = Host, queues = offered, queue_count = (uint)queues, queue_stride = (uint)sizeof(tg_open_queue),
        };
        opened = new tg_opened { size = (uint)sizeof(tg_opened) };
        fixed (tg_opened* target = &opened)
        {
            var status = Api->device_open(&desc, target, Error);
            _open += status == Tg.TG_OK ? 1 : 0;
            return status;
        }
    }

    public int Close(tg_device* device)
    {
        var release = Release();
        var status = Api->device_close(device, &release, Error);
        _open -= status == Tg.TG_OK ? 1 : 0;
        return status;
    }

    public tg_buffer_info Alloc(ulong bytes, params ReadOnlySpan<float> contents)
    {
        var desc = new tg_buffer_desc { size = (uint)sizeof(tg_buffer_desc), bytes = bytes };
        var info = new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) };
        Check(Api->buffer_alloc(Device, &desc, &info, Error));
        contents.CopyTo(new Span<float>(info.host, contents.Length));
        return info;
    }

    public int Free(tg_buffer* buffer)
    {
        var release = Release();
        return Api->buffer_free(buffer, &release, Error);
    }

    public int Query(tg_graph* graph, Span<tg_support> support, tg_options options = default)
    {
        fixed (tg_support* first = support)
        {
            var desc = new tg_query
            {
                size = (uint)sizeof(tg_query), graph = graph, support = first, support_stride = (uint)sizeof(tg_support), options = options,
            };
            return Api->graph_query(Device, &desc, Error);
        }
    }

    public int Create(tg_graph* graph, out tg_program* program, tg_options options = default)
    {
        var desc = new tg_program_desc { size = (uint)sizeof(tg_program_desc), graphs = &graph, graph_count = 1, options = options };
        tg_program* made = null;
        var status = Api->program_create(Device, &desc, &made, Error);
        program = made;
        return status;
    }

    public tg_program* Create(Graph graph)
    {
        Check(Create(new NativeGraph(Memory).Write(graph), out var program));
        return program;
    }

    public int Destroy(tg_program* program)
    {
        var release = Release();
        return Api->program_destroy(program, &release, Error);
    }

    public int Execute(tg_program* program, ulong ticket, uint queue, params ReadOnlySpan<tg_arg> args)
    {
        fixed (tg_arg* first = args)
        {
            var desc = new tg_execute
            {
                size = (uint)sizeof(tg_execute), program = program, args = first, arg_count = (uint)args.Length, arg_stride = (uint)sizeof(tg_arg), ticket = ticket, queue = queue,
            };
            return Api->execute(Device, &desc, Error);
        }
    }

    public static tg_arg Whole(tg_buffer_info buffer) => new() { buffer = buffer.buffer, bytes = buffer.bytes };

    public static tg_release Release() => new() { size = (uint)sizeof(tg_release) };

    public void Check(int status)
    {
        if (status != Tg.TG_OK)
            throw new InvalidOperationException($"{(Status)status}: {Rule}: {Text}");
    }

    public void Dispose()
    {
        if (_open > 0)
            Check(Close(Device));
        Memory.Dispose();
        _self.Free();
    }

    private static tg_api* Load()
    {
        tg_api* api;
        if (PluginTable.Give(static () => new SampleBackend(), Tg.TG_ABI, &api, null) != Tg.TG_OK)
            throw new InvalidOperationException("the table was refused");
        return api;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Log(tg_host* host, uint level, byte* text) => Of(host).Lines.Enqueue($"{level} {Marshal.PtrToStringUTF8((nint)text)}");

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Complete(tg_host* host, void* queue, tg_completion* told) =>
        Of(host).Reports.Enqueue(((int)queue, told->ticket, told->status, told->text == null ? null : Marshal.PtrToStringUTF8((nint)told->text)));

    private static Session Of(tg_host* host) => (Session)GCHandle.FromIntPtr((nint)host->ctx).Target!;
}
