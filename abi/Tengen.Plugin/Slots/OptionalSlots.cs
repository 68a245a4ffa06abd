// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>The optional slots: NULL unless offered.</summary>
internal static unsafe class OptionalSlots
{
    public static void Fill(ref tg_api table, Offers offers)
    {
        if (offers.HasFlag(Offers.Infer))
            table.program_infer = &InferSlot.Infer;
        if (offers.HasFlag(Offers.Copy))
            table.copy = &CopySlot.Copy;
        if (offers.HasFlag(Offers.Wait))
            table.wait = &TicketSlots.Wait;
        if (offers.HasFlag(Offers.Cancel))
            table.cancel = &TicketSlots.Cancel;
        if (offers.HasFlag(Offers.Save))
            table.program_save = &SaveSlot.Save;
        if (offers.HasFlag(Offers.Import))
            table.buffer_import = &SharingSlots.Import;
        if (offers.HasFlag(Offers.Export))
            table.buffer_export = &SharingSlots.Export;
        if (offers.HasFlag(Offers.Stats))
            table.device_stats = &ControlSlots.Stats;
        if (offers.HasFlag(Offers.Set))
            table.device_set = &ControlSlots.Set;
        if (offers.HasFlag(Offers.BlobCheck))
            table.blob_check = &ControlSlots.BlobCheck;
        if ((offers & (Offers.Extension | Offers.Timelines)) != 0)
            table.extension = &ControlSlots.Extension;
    }
}
