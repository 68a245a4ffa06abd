// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>The table of <see cref="AdderBackend"/> with the current <see cref="Twist"/> between it and its host.</summary>
internal static unsafe partial class TwistedPlugin
{
    private static readonly tg_api* Honest = Obtain();
    private static readonly tg_api* Table = Wrap();
    private static tg_timeline_api* _timelines;
    private static tg_timeline_api* _honestTimelines;

    public static PluginLibrary Library { get; } = PluginLibrary.FromEntry(&Entry, "twisted adder");

    /// <summary>Set while no device is open.</summary>
    public static Twist Twist { get; set; } = new();

    private static tg_api* Obtain()
    {
        tg_api* table = null;
        Assert.Equal(Tg.TG_OK, Plugin.PluginTable.Give(static () => new AdderBackend(), Tg.TG_ABI, &table, null));
        return table;
    }

    private static tg_api* Wrap()
    {
        var table = (tg_api*)NativeMemory.Alloc((nuint)sizeof(tg_api));
        *table = *Honest;
        table->device_info = &Info;
        table->device_open = &Open;
        table->device_close = &Close;
        table->buffer_free = &Free;
        table->graph_query = &Ask;
        table->program_create = &Create;
        table->program_save = &Save;
        table->blob_check = &BlobCheck;
        WrapRest(table);
        table->execute = &Execute;
        table->copy = &Copy;
        table->wait = &Wait;
        table->cancel = &Cancel;
        table->extension = &Extension;
        return table;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Entry(uint abi, tg_api** table, tg_error* error)
    {
        *table = Table;
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Info(tg_probe* probe, tg_device_info* info, tg_error* error)
    {
        int Pass() => Honest->device_info(probe, info, error);
        return Through(new("device_info", 0, (nint)probe, (nint)info, (nint)error), () => Twist.Info is { } twist ? twist(info, Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(tg_open* open, tg_opened* opened, tg_error* error)
    {
        int Pass()
        {
            if (open == null || open->host == null)
                return Honest->device_open(open, opened, error);
            var between = (tg_host*)NativeMemory.Alloc((nuint)sizeof(tg_host));
            *between = *open->host;
            between->ctx = open->host;
            between->log = &Log;
            between->complete = &Complete;
            between->extension = &HostExtension;
            var changed = stackalloc byte[Tg.TG_MAX_SIZE];
            var bytes = Math.Clamp((int)Math.Min(open->size, Tg.TG_MAX_SIZE), sizeof(tg_open), Tg.TG_MAX_SIZE);
            Buffer.MemoryCopy(open, changed, Tg.TG_MAX_SIZE, bytes);
            ((tg_open*)changed)->host = between;
            return Honest->device_open((tg_open*)changed, opened, error);
        }
        return Through(new("device_open", 0, (nint)open, (nint)opened, (nint)error), () => Twist.Open is { } twist ? twist(Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(tg_device* device, tg_release* release, tg_error* error)
    {
        int Pass() => Honest->device_close(device, release, error);
        return Through(new("device_close", (nint)device, (nint)release, 0, (nint)error), () => Twist.Close is { } twist ? twist(Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Free(tg_buffer* buffer, tg_release* release, tg_error* error)
    {
        int Pass() => Honest->buffer_free(buffer, release, error);
        return Through(new("buffer_free", (nint)buffer, (nint)release, 0, (nint)error), () => Twist.Free is { } twist ? twist(Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Ask(tg_device* device, tg_query* desc, tg_error* error)
    {
        int Pass() => Honest->graph_query(device, desc, error);
        return Through(new("graph_query", (nint)device, (nint)desc, 0, (nint)error), () => Twist.Ask is { } twist ? twist(desc, Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Create(tg_device* device, tg_program_desc* desc, tg_program** program, tg_error* error)
    {
        int Pass() => Honest->program_create(device, desc, program, error);
        return Through(new("program_create", (nint)device, (nint)desc, (nint)program, (nint)error), () => Twist.Create is { } twist ? twist(desc, Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Save(tg_program* program, tg_save* desc, tg_error* error)
    {
        int Pass() => Honest->program_save(program, desc, error);
        return Through(new("program_save", (nint)program, (nint)desc, 0, (nint)error), () => Twist.Save is { } twist ? twist(Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BlobCheck(tg_blob* desc, uint* verdict, tg_error* error)
    {
        int Pass() => Honest->blob_check(desc, verdict, error);
        return Through(new("blob_check", 0, (nint)desc, (nint)verdict, (nint)error), () => Twist.BlobCheck is { } twist ? twist(verdict, Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Execute(tg_device* device, tg_execute* desc, tg_error* error)
    {
        int Pass() => Honest->execute(device, desc, error);
        return Through(new("execute", (nint)device, (nint)desc, 0, (nint)error), () => Twist.Execute is { } twist && desc != null ? twist(desc, Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Copy(tg_device* device, tg_copy* desc, tg_error* error)
    {
        int Pass() => Honest->copy(device, desc, error);
        return Through(new("copy", (nint)device, (nint)desc, 0, (nint)error), () => Twist.Copy is { } twist ? twist(desc, Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(tg_device* device, tg_ticket* desc, tg_error* error)
    {
        int Pass() => Honest->wait(device, desc, error);
        return Through(new("wait", (nint)device, (nint)desc, 0, (nint)error), () => Twist.Wait is { } twist ? twist(desc, Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Cancel(tg_device* device, tg_ticket* desc, tg_error* error)
    {
        int Pass() => Honest->cancel(device, desc, error);
        return Through(new("cancel", (nint)device, (nint)desc, 0, (nint)error), () => Twist.Cancel is { } twist ? twist(desc, Pass) : Pass());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Extension(tg_device* device, tg_extension_query* query, void** table, tg_error* error)
    {
        var status = Honest->extension(device, query, table, error);
        if (status != Tg.TG_OK)
            return status;
        if (_timelines == null)
        {
            _honestTimelines = (tg_timeline_api*)*table;
            var wrapped = (tg_timeline_api*)NativeMemory.Alloc((nuint)sizeof(tg_timeline_api));
            *wrapped = *_honestTimelines;
            wrapped->signal = &TimelineSignal;
            wrapped->wait = &TimelineWait;
            wrapped->query = &TimelineQuery;
            _timelines = wrapped;
        }
        *table = _timelines;
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int TimelineSignal(tg_timeline* timeline, tg_timeline_point* point, tg_error* error)
    {
        int Pass() => _honestTimelines->signal(timeline, point, error);
        return Twist.TimelineSignal is { } twist ? twist(point, Pass) : Pass();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int TimelineWait(tg_timeline* timeline, tg_timeline_point* point, tg_error* error)
    {
        int Pass() => _honestTimelines->wait(timeline, point, error);
        return Twist.TimelineWait is { } twist ? twist(point, Pass) : Pass();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int TimelineQuery(tg_timeline* timeline, ulong* value, tg_error* error)
    {
        int Pass() => _honestTimelines->query(timeline, value, error);
        return Twist.TimelineQuery is { } twist ? twist(value, Pass) : Pass();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Log(tg_host* host, uint level, byte* text) => Behind(host)->log(Behind(host), level, text);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* HostExtension(tg_host* host, byte* name) => Behind(host)->extension(Behind(host), name);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Complete(tg_host* host, void* queue, tg_completion* completion)
    {
        var report = new TwistedReport((nint)Behind(host), (nint)queue, completion->ticket, completion->status);
        if (Twist.Complete is { } twist)
            twist(report);
        else
            report.Pass();
    }

    private static tg_host* Behind(tg_host* host) => (tg_host*)host->ctx;
}
