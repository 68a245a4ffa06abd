// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>The slots that only <see cref="Twist.Any"/> can twist.</summary>
internal static unsafe partial class TwistedPlugin
{
    private static void WrapRest(tg_api* table)
    {
        table->buffer_alloc = &Alloc;
        table->buffer_map = &Map;
        table->buffer_unmap = &Unmap;
        table->program_info = &Describe;
        table->program_destroy = &Destroy;
        table->device_stats = &Stats;
    }

    private static int Through(SlotCall call, Func<int> pass) => Twist.Any is { } twist ? twist(call, () => InRoom(pass)) : InRoom(pass);

    /// <summary>Every slot takes a block for the length of its call: there is something that can be made to fail.</summary>
    private static int InRoom(Func<int> pass)
    {
        void* block = null;
        try
        {
            block = NativeMemory.Alloc(32);
            return pass();
        }
        catch (OutOfMemoryException)
        {
            return Tg.TG_OUT_OF_MEMORY;
        }
        finally
        {
            NativeMemory.Free(block);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Alloc(tg_device* device, tg_buffer_desc* desc, tg_buffer_info* info, tg_error* error) =>
        Through(new("buffer_alloc", (nint)device, (nint)desc, (nint)info, (nint)error), () => Honest->buffer_alloc(device, desc, info, error));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Map(tg_buffer* buffer, tg_range* desc, void** pointer, tg_error* error) =>
        Through(new("buffer_map", (nint)buffer, (nint)desc, (nint)pointer, (nint)error), () => Honest->buffer_map(buffer, desc, pointer, error));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unmap(tg_buffer* buffer, tg_range* desc, tg_error* error) =>
        Through(new("buffer_unmap", (nint)buffer, (nint)desc, 0, (nint)error), () => Honest->buffer_unmap(buffer, desc, error));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Describe(tg_program* program, tg_program_query* desc, tg_program_info* info, tg_error* error) =>
        Through(new("program_info", (nint)program, (nint)desc, (nint)info, (nint)error), () => Honest->program_info(program, desc, info, error));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Destroy(tg_program* program, tg_release* desc, tg_error* error) =>
        Through(new("program_destroy", (nint)program, (nint)desc, 0, (nint)error), () => Honest->program_destroy(program, desc, error));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Stats(tg_device* device, tg_stats_query* desc, tg_stats* stats, tg_error* error) =>
        Through(new("device_stats", (nint)device, (nint)desc, (nint)stats, (nint)error), () => Honest->device_stats(device, desc, stats, error));
}
