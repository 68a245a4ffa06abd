// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Calls;

/// <summary>What of a plugin can be under way.</summary>
internal enum CallSlot
{
    None,
    Load,
    DeviceInfo,
    DeviceOpen,
    DeviceClose,
    BufferAlloc,
    BufferFree,
    BufferMap,
    BufferUnmap,
    GraphQuery,
    ProgramCreate,
    ProgramDestroy,
    ProgramInfo,
    Execute,
    ProgramInfer,
    Copy,
    Wait,
    Cancel,
    ProgramSave,
    BufferImport,
    BufferExport,
    DeviceStats,
    DeviceSet,
    BlobCheck,
    Extension,
}

/// <summary>Slots in words.</summary>
internal static class CallSlotNames
{
    /// <summary>As the header spells it.</summary>
    public static string Name(this CallSlot slot) => slot == CallSlot.Load
        ? "tg_plugin_v1 or a constructor of the library"
        : string.Concat(slot.ToString().Select((letter, i) => char.IsUpper(letter) ? $"{(i == 0 ? "" : "_")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
