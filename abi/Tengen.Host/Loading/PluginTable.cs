// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>Asks a plugin's entry for its table, checks it (TG-P-2) and keeps a copy that lives as long as the process.</summary>
internal static unsafe class PluginTable
{
    public static tg_api* Obtain(delegate* unmanaged[Cdecl]<uint, tg_api**, tg_error*, int> entry, string path)
    {
        tg_api* table = null;
        var error = ErrorBuffer.Fresh();
        var status = entry(Tg.TG_ABI, &table, error);
        if (status != Tg.TG_OK)
            throw new PluginLoadException(LoadFailure.EntryFailed, path, $"tg_plugin_v1 answered {ErrorBuffer.Exception(status, error, "tg_plugin_v1").Message}");
        if (table == null)
            throw new PluginLoadException(LoadFailure.BadTable, path, "tg_plugin_v1 answered OK and gave no table (TG-P-2)");
        if (table->size < 8)
            throw new PluginLoadException(LoadFailure.BadTable, path, $"the table says it has {table->size} bytes (TG-P-2)");
        var major = table->abi >> 16;
        if (major != Tg.TG_MAJOR)
            throw new PluginLoadException(LoadFailure.ForeignMajor, path, $"the plugin speaks ABI {major}.{table->abi & 0xffff}, this host speaks {Tg.TG_MAJOR}.{Tg.TG_MINOR}: build the plugin against tengen.h of major {Tg.TG_MAJOR} (TG-P-2)");
        if (Reader.Table(out var copy, table) != Tg.TG_OK)
            throw new PluginLoadException(LoadFailure.BadTable, path, $"the table has {table->size} bytes, version 1.0 has {Sizes.Least<tg_api>()} (TG-P-2)");
        CheckSlots(copy, path);
        var kept = (tg_api*)NativeMemory.Alloc((nuint)sizeof(tg_api));
        *kept = copy with { size = Math.Min(copy.size, (uint)sizeof(tg_api)) };
        return kept;
    }

    private static void CheckSlots(in tg_api api, string path)
    {
        Span<(nint Slot, string Name)> required =
        [
            ((nint)api.device_info, "device_info"), ((nint)api.device_open, "device_open"), ((nint)api.device_close, "device_close"),
            ((nint)api.buffer_alloc, "buffer_alloc"), ((nint)api.buffer_free, "buffer_free"), ((nint)api.buffer_map, "buffer_map"),
            ((nint)api.buffer_unmap, "buffer_unmap"), ((nint)api.graph_query, "graph_query"), ((nint)api.program_create, "program_create"),
            ((nint)api.program_destroy, "program_destroy"), ((nint)api.program_info, "program_info"), ((nint)api.execute, "execute"),
            ((nint)api.name, "name"),
        ];
        foreach (var (slot, name) in required)
            if (slot == 0)
                throw new PluginLoadException(LoadFailure.MissingSlot, path, $"the table's {name} is NULL, it is required (TG-P-2)");
    }
}
