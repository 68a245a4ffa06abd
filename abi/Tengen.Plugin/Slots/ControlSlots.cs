// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>device_stats</c>, <c>device_set</c>, <c>blob_check</c>, <c>extension</c></summary>
internal static unsafe class ControlSlots
{
    private static readonly string Timelines = Encoding.UTF8.GetString(Tg.TG_EXTENSION_TIMELINE);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Stats(tg_device* handle, tg_stats_query* desc, tg_stats* target, tg_error* error)
    {
        try
        {
            Wire.Zero(Wire.Read(desc, "tg_stats_query").flags, "tg_stats_query.flags");
            Wire.CheckOut(target, "tg_stats");
            var device = Handles.Devices.Get((nuint)handle);
            var stats = device.Stats(device.State.Stats);
            Wire.Write(target, new tg_stats
            {
                buffer_bytes = (ulong)stats.BufferBytes,
                program_bytes = (ulong)stats.ProgramBytes,
                free_bytes = (ulong)stats.FreeBytes,
                submissions = (ulong)stats.Submissions,
                device_ns = (ulong)stats.DeviceNs,
                host_ns = (ulong)stats.HostNs,
                buffers = (uint)stats.Buffers,
                programs = (uint)stats.Programs,
            });
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Set(tg_device* handle, tg_set* desc, tg_error* error)
    {
        try
        {
            var given = Wire.Read(desc, "tg_set");
            Wire.Zero(given.flags, "tg_set.flags");
            var device = Handles.Devices.Get((nuint)handle);
            device.Set(OptionReader.Read(in given.options, device.State.Backend.DeviceOptions, "tg_set.options"));
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int BlobCheck(tg_blob* desc, uint* target, tg_error* error)
    {
        try
        {
            var given = Wire.Read(desc, "tg_blob");
            if (given.target != null)
                Wire.ThrowTooNew("tg_blob.target");
            if (target == null || (given.bytes == null && given.byte_count > 0) || given.byte_count > int.MaxValue)
                throw new PluginException(Status.InvalidArgument, "TG-P-7", "blob_check was given no bytes, more than 2 GiB, or no place for the answer");
            var backend = PluginTable.Backend;
            if (given.index >= backend.DeviceCount)
                throw new PluginException(Status.NotFound, "TG-P-11", $"there is no device {given.index}, there are {backend.DeviceCount}");
            var options = OptionReader.Read(in given.options, backend.CompileOptions, "tg_blob.options");
            var bytes = new ReadOnlySpan<byte>(given.bytes, (int)given.byte_count);
            *target = (uint)backend.CheckBlob((int)given.index, Utf8Text.Required(given.format, "tg_blob.format"), bytes, options);
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Extension(tg_device* handle, tg_extension_query* desc, void** target, tg_error* error)
    {
        try
        {
            var given = Wire.Read(desc, "tg_extension_query");
            Wire.Zero(given.flags, "tg_extension_query.flags");
            if (given.reserved != null)
                Wire.ThrowTooNew("tg_extension_query.reserved");
            if (target == null)
                throw new PluginException(Status.InvalidArgument, "TG-P-7", "extension was given no place for the table");
            var device = Handles.Devices.Get((nuint)handle);
            var name = Utf8Text.Required(given.name, "tg_extension_query.name");
            var table = name == Timelines && device.State.HasTimelines ? TimelineSlots.Table : device.Extension(name);
            if (table == null)
                throw new PluginException(Status.Unsupported, "kit:extension", $"device '{device.Info.Name}' has no extension '{name}'");
            *target = table;
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }
}
