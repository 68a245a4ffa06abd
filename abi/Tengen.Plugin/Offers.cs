// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>
/// The optional functions a backend implements. What is not offered is NULL in the table, and the host uses the default that
/// <c>tengen.h</c> states at the slot. Offer a function and override the member that it names.
/// </summary>
[Flags]
public enum Offers
{
    None = 0,

    /// <summary><see cref="Program.Infer"/>; required of devices with <see cref="DeviceFlags.Symbols"/>.</summary>
    Infer = 1 << 0,

    /// <summary><see cref="Device.Copy"/></summary>
    Copy = 1 << 1,

    /// <summary><see cref="Device.Wait"/>, whose default sleeps until the kit has reported the ticket.</summary>
    Wait = 1 << 2,

    /// <summary><see cref="Device.Cancel"/></summary>
    Cancel = 1 << 3,

    /// <summary><see cref="Program.Save"/> and <see cref="Device.Load"/></summary>
    Save = 1 << 4,

    /// <summary><see cref="Device.Import"/></summary>
    Import = 1 << 5,

    /// <summary><see cref="DeviceBuffer.Export"/></summary>
    Export = 1 << 6,

    /// <summary><see cref="Device.Stats"/>, whose default counts what the kit sees.</summary>
    Stats = 1 << 7,

    /// <summary><see cref="Device.Set"/></summary>
    Set = 1 << 8,

    /// <summary><see cref="Backend.CheckBlob"/></summary>
    BlobCheck = 1 << 9,

    /// <summary><see cref="Device.Extension"/></summary>
    Extension = 1 << 10,

    /// <summary>
    /// <c>tg.timeline/1</c>, on devices with <see cref="DeviceFlags.Async"/> and <see cref="DeviceFlags.Waits"/>. The kit makes the timelines and
    /// signals them; <see cref="WorkerQueue"/> waits for them, a device without it through <see cref="DeviceTimeline"/>.
    /// </summary>
    Timelines = 1 << 11,
}
