// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>
/// The table of functions of this library. A plugin contains one method that exports it:
/// <code>
/// [UnmanagedCallersOnly(EntryPoint = "tg_plugin_v1", CallConvs = [typeof(CallConvCdecl)])]
/// public static unsafe int Entry(uint hostAbi, tg_api** api, tg_error* error) =>
///     PluginTable.Give(static () => new MyBackend(), hostAbi, api, error);
/// </code>
/// One library (one copy of this assembly) serves one backend.
/// </summary>
public static unsafe class PluginTable
{
    private static readonly Lock Gate = new();
    private static Backend? _backend;
    private static tg_api* _table;

    internal static Backend Backend => _backend!;

    /// <summary>Answers <c>tg_plugin_v1</c>: makes the backend on the first call and gives its table, which lives as long as the process.</summary>
    public static int Give(Func<Backend> create, uint hostAbi, tg_api** api, tg_error* error)
    {
        try
        {
            ArgumentNullException.ThrowIfNull(create);
            if (api == null)
                throw new PluginException(Status.InvalidArgument, "TG-P-2", "tg_plugin_v1 was given no place for the table");
            if (hostAbi >> 16 != Tg.TG_MAJOR)
                throw new PluginException(Status.Incompatible, "TG-P-2", $"the host speaks ABI {hostAbi >> 16}.{hostAbi & 0xffff}, this plugin {Tg.TG_MAJOR}.{Tg.TG_MINOR}");
            lock (Gate)
            {
                if (_table == null)
                {
                    _backend = create();
                    _table = Build(_backend);
                }
                *api = _table;
            }
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    /// <summary>A table whose optional slots are those that the backend offers. It lives as long as the process.</summary>
    internal static tg_api* Build(Backend backend)
    {
        var offers = backend.Offers;
        var table = new tg_api
        {
            size = (uint)sizeof(tg_api),
            abi = Tg.TG_ABI,
            device_info = &DeviceSlots.Info,
            device_open = &DeviceSlots.Open,
            device_close = &DeviceSlots.Close,
            buffer_alloc = &BufferSlots.Alloc,
            buffer_free = &BufferSlots.Free,
            buffer_map = &BufferSlots.Map,
            buffer_unmap = &BufferSlots.Unmap,
            graph_query = &GraphSlots.Query,
            program_create = &ProgramSlots.Create,
            program_destroy = &ProgramSlots.Destroy,
            program_info = &ProgramSlots.Info,
            execute = &ExecuteSlot.Execute,
            name = PermanentArena.Instance.Text(backend.Name),
        };
        OptionalSlots.Fill(ref table, offers);
        return PermanentArena.Instance.Array<tg_api>(new ReadOnlySpan<tg_api>(in table));
    }
}
