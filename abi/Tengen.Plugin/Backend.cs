// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Plugin;

/// <summary>
/// A plugin: what the vendor writes. One instance serves every host in the process; members may be called from any thread at any time,
/// so it keeps no state about hosts or open devices.
/// </summary>
public abstract class Backend
{
    /// <summary>The library's own name and version, such as <c>tengen-cpu 0.1.0</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Devices there are now; never shrinks while the process lives (TG-P-11).</summary>
    public abstract int DeviceCount { get; }

    /// <summary>Why <see cref="DeviceCount"/> is 0: what was looked for and what would help (TG-P-12).</summary>
    public virtual string WhyNoDevice => "this plugin found no device";

    /// <summary>The optional functions; read once, when the table is built.</summary>
    public virtual Offers Offers => Offers.None;

    /// <summary>Keys of options that <see cref="Describe"/> and <see cref="Open"/> know. Any other key is refused by name, <c>hint.*</c> excepted.</summary>
    public virtual ImmutableArray<string> DeviceOptions => [];

    /// <summary>Keys of options that <see cref="Device.Query"/>, <see cref="Device.Compile"/> and <see cref="Device.Load"/> know.</summary>
    public virtual ImmutableArray<string> CompileOptions => [];

    /// <summary>Keys of options that a submission may carry.</summary>
    public virtual ImmutableArray<string> ExecuteOptions => [];

    /// <summary>Describes a device without powering anything up; pure: the same answer for the same options (TG-P-10).</summary>
    /// <param name="index">0 to <see cref="DeviceCount"/> - 1.</param>
    public abstract DeviceInfo Describe(int index, OptionSet options);

    /// <summary>Opens a device. The kit disposes it in <c>device_close</c>.</summary>
    public abstract Device Open(OpenRequest request);

    /// <summary>Says whether compiled bytes would run on device <paramref name="index"/>, before it is open. The bytes are hostile until checked.</summary>
    /// <param name="bytes">At least the first 4096 bytes of what <see cref="Program.Save"/> wrote; valid during the call.</param>
    public virtual BlobVerdict CheckBlob(int index, string format, ReadOnlySpan<byte> bytes, OptionSet options) =>
        throw new PluginException(Status.Unsupported, "kit:blob_check", $"{Name} checks no compiled bytes; try program_create");
}

/// <summary>Whether compiled bytes run on a device (<c>TG_BLOB_*</c>).</summary>
public enum BlobVerdict
{
    Unusable = 0,
    Optimal = 1,

    /// <summary>They run; compiling again would be better.</summary>
    Recompile = 2,
}
