// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>A device's <c>tg.timeline/1</c>, asked for once.</summary>
internal sealed unsafe class TimelineFunctions
{
    private readonly tg_timeline_api _table;

    private TimelineFunctions(in tg_timeline_api table) => _table = table;

    public ref readonly tg_timeline_api Table => ref _table;

    /// <summary>Null when the device has no timelines.</summary>
    /// <exception cref="TengenException">The table is unreadable or lacks what a timeline needs.</exception>
    public static TimelineFunctions? Of(Device device)
    {
        if (device.Api.extension == null)
            return null;
        void* table = null;
        var error = ErrorBuffer.Fresh();
        fixed (byte* name = Tg.TG_EXTENSION_TIMELINE)
        {
            var query = new tg_extension_query { size = (uint)sizeof(tg_extension_query), name = name };
            int status;
            using (device.Enter())
                status = device.Api.extension(device.Alive, &query, &table, error);
            if (status == Tg.TG_UNSUPPORTED)
                return null;
            ErrorBuffer.Check(status, error, device.Subject("extension"));
        }
        if (Reader.Table(out tg_timeline_api copy, (tg_timeline_api*)table) != Tg.TG_OK)
            throw TengenException.Broken(device.Subject("extension"), "TG-P-13", "its tg.timeline/1 table has no readable size");
        if (copy.create == null || copy.destroy == null || copy.query == null || copy.wait == null || copy.signal == null)
            throw TengenException.Broken(device.Subject("extension"), "TG-P-13", "its tg.timeline/1 table lacks create, destroy, query, wait or signal");
        return new TimelineFunctions(copy);
    }
}
