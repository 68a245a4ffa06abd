// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Host.Tests;

internal static unsafe partial class FakePlugin
{
    private static readonly ConcurrentDictionary<nint, FakeDevice> Owners = new();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BufferAlloc(tg_device* device, tg_buffer_desc* desc, tg_buffer_info* info, tg_error* error)
    {
        var memory = (nint)NativeMemory.AllocZeroed((nuint)desc->bytes + 1);
        Owners[memory] = FakeDevice.Of(device);
        info->buffer = (tg_buffer*)memory;
        info->bytes = desc->bytes;
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BufferFree(tg_buffer* buffer, tg_release* release, tg_error* error)
    {
        Owners.TryRemove((nint)buffer, out var device);
        device!.Script.Ended.Enqueue("buffer");
        NativeMemory.Free(buffer);
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BufferMap(tg_buffer* buffer, tg_range* range, void** pointer, tg_error* error)
    {
        *pointer = (byte*)buffer + range->offset;
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int BufferUnmap(tg_buffer* buffer, tg_range* range, tg_error* error) => Tg.TG_OK;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int GraphQuery(tg_device* device, tg_query* query, tg_error* error)
    {
        for (var i = 0; i < query->graph->node_count; i++)
            if (FakeDevice.Of(device).Script.Verdict(i) is var verdict and not uint.MaxValue)
                query->support[i] = new tg_support { verdict = verdict, why = verdict == Tg.TG_YES ? Tg.TG_WHY_NONE : Tg.TG_WHY_OP, group = i < 2 ? 1u : 0 };
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ProgramCreate(tg_device* device, tg_program_desc* desc, tg_program** program, tg_error* error)
    {
        *program = (tg_program*)NativeMemory.AllocZeroed(16);
        Owners[(nint)(*program)] = FakeDevice.Of(device);
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ProgramDestroy(tg_program* program, tg_release* release, tg_error* error)
    {
        Owners.TryRemove((nint)program, out var device);
        device!.Script.Ended.Enqueue("program");
        NativeMemory.Free(program);
        return Tg.TG_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ProgramInfo(tg_program* program, tg_program_query* query, tg_program_info* info, tg_error* error)
    {
        var args = (tg_arg_info*)NativeMemory.AllocZeroed(2, (nuint)sizeof(tg_arg_info));
        args[0] = new tg_arg_info { name = Text, dims = FourDims(), bytes = 16, dtype = Tg.TG_F32, rank = 1, role = Tg.TG_ROLE_INPUT };
        args[1] = args[0] with { role = Tg.TG_ROLE_OUTPUT, dims = FourDims() };
        info->name = Text;
        info->args = args;
        info->entry_count = 1;
        info->arg_count = 2;
        info->arg_stride = (uint)sizeof(tg_arg_info);
        info->input_count = 1;
        info->output_count = 1;
        Owners[(nint)program].Script.EditProgram?.Invoke(ref *info, new Span<tg_arg_info>(args, 2));
        return Tg.TG_OK;
    }
}
