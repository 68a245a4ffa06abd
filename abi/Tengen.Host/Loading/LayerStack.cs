// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>
/// Puts a layer over a plugin: what the host offers it as <c>tg.layer/1</c>, and the table the host then calls. An optional slot is used only
/// where the table below has it too, because a layer's table is static and cannot know. All of it lives as long as the process.
/// </summary>
internal static unsafe class LayerStack
{
    /// <summary>The table of a layer as this host uses it over <paramref name="next"/>. Takes over <paramref name="table"/>.</summary>
    public static tg_api* Over(tg_api* table, tg_api* next)
    {
        if (next->program_infer == null) table->program_infer = null;
        if (next->copy == null) table->copy = null;
        if (next->wait == null) table->wait = null;
        if (next->cancel == null) table->cancel = null;
        if (next->program_save == null) table->program_save = null;
        if (next->buffer_import == null) table->buffer_import = null;
        if (next->buffer_export == null) table->buffer_export = null;
        if (next->device_stats == null) table->device_stats = null;
        if (next->device_set == null) table->device_set = null;
        if (next->blob_check == null) table->blob_check = null;
        if (next->extension == null) table->extension = null;
        return table;
    }

    /// <summary>What a layer over <paramref name="next"/> is told; <paramref name="below"/> is what <paramref name="next"/> was told, or NULL.</summary>
    public static tg_layer* Offer(tg_api* next, tg_layer* below)
    {
        var layer = (tg_layer*)NativeMemory.AllocZeroed((nuint)sizeof(tg_layer));
        *layer = new tg_layer { size = (uint)sizeof(tg_layer), abi = Tg.TG_ABI, next = next, below = below };
        return layer;
    }
}
