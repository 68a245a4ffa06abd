// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Calls;

/// <summary>A table that notes each call and passes it on: to the plugin that a worker has, which is the same for its life.</summary>
internal static unsafe class CallTable
{
    private static readonly Lock WatchLock = new();
    private static tg_api s_next;
    private static PluginLibrary? s_plugin, s_watched;

    /// <summary>Loads a plugin with its layers, through the table where calls are noted.</summary>
    /// <exception cref="PluginLoadException">One of them is no plugin that this host can use.</exception>
    public static PluginLibrary Load(string path, IReadOnlyList<string> layers)
    {
        if (!CallNotes.AreKept)
            return PluginLibrary.Load(path, layers);
        var before = CallNotes.Enter(CallSlot.Load);
        try
        {
            var library = PluginLibrary.Load(path, layers);
            lock (WatchLock)
            {
                s_watched ??= Watch(s_plugin = library);
                return library == s_plugin ? s_watched : library;
            }
        }
        finally
        {
            CallNotes.Leave(before);
        }
    }

    private static PluginLibrary Watch(PluginLibrary library)
    {
        s_next = library.Api;
        return library.Through(new tg_api
        {
            size = s_next.size,
            abi = s_next.abi,
            name = s_next.name,
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
            program_infer = &ProgramInfer,
            copy = &Copy,
            wait = &Wait,
            cancel = &Cancel,
            program_save = &ProgramSave,
            buffer_import = &BufferImport,
            buffer_export = &BufferExport,
            device_stats = &DeviceStats,
            device_set = &DeviceSet,
            blob_check = &BlobCheck,
            extension = &Extension,
        });
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceInfo(tg_probe* desc, tg_device_info* info, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.DeviceInfo);
        var status = s_next.device_info(desc, info, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceOpen(tg_open* desc, tg_opened* opened, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.DeviceOpen);
        var status = s_next.device_open(desc, opened, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceClose(tg_device* device, tg_release* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.DeviceClose);
        var status = s_next.device_close(device, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BufferAlloc(tg_device* device, tg_buffer_desc* desc, tg_buffer_info* info, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.BufferAlloc);
        var status = s_next.buffer_alloc(device, desc, info, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BufferFree(tg_buffer* buffer, tg_release* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.BufferFree);
        var status = s_next.buffer_free(buffer, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BufferMap(tg_buffer* buffer, tg_range* desc, void** pointer, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.BufferMap);
        var status = s_next.buffer_map(buffer, desc, pointer, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BufferUnmap(tg_buffer* buffer, tg_range* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.BufferUnmap);
        var status = s_next.buffer_unmap(buffer, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GraphQuery(tg_device* device, tg_query* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.GraphQuery);
        var status = s_next.graph_query(device, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ProgramCreate(tg_device* device, tg_program_desc* desc, tg_program** program, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.ProgramCreate);
        var status = s_next.program_create(device, desc, program, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ProgramDestroy(tg_program* program, tg_release* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.ProgramDestroy);
        var status = s_next.program_destroy(program, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ProgramInfo(tg_program* program, tg_program_query* desc, tg_program_info* info, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.ProgramInfo);
        var status = s_next.program_info(program, desc, info, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Execute(tg_device* device, tg_execute* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.Execute);
        var status = s_next.execute(device, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ProgramInfer(tg_program* program, tg_infer* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.ProgramInfer);
        var status = s_next.program_infer(program, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Copy(tg_device* device, tg_copy* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.Copy);
        var status = s_next.copy(device, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(tg_device* device, tg_ticket* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.Wait);
        var status = s_next.wait(device, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Cancel(tg_device* device, tg_ticket* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.Cancel);
        var status = s_next.cancel(device, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ProgramSave(tg_program* program, tg_save* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.ProgramSave);
        var status = s_next.program_save(program, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BufferImport(tg_device* device, tg_import* desc, tg_buffer_info* info, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.BufferImport);
        var status = s_next.buffer_import(device, desc, info, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BufferExport(tg_buffer* buffer, tg_export* desc, tg_exported* exported, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.BufferExport);
        var status = s_next.buffer_export(buffer, desc, exported, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceStats(tg_device* device, tg_stats_query* desc, tg_stats* stats, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.DeviceStats);
        var status = s_next.device_stats(device, desc, stats, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceSet(tg_device* device, tg_set* desc, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.DeviceSet);
        var status = s_next.device_set(device, desc, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BlobCheck(tg_blob* desc, uint* verdict, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.BlobCheck);
        var status = s_next.blob_check(desc, verdict, error);
        CallNotes.Leave(before);
        return status;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Extension(tg_device* device, tg_extension_query* desc, void** table, tg_error* error)
    {
        var before = CallNotes.Enter(CallSlot.Extension);
        var status = s_next.extension(device, desc, table, error);
        CallNotes.Leave(before);
        return status;
    }
}
