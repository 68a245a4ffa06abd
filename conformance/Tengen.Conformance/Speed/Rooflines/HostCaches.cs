// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Tengen.Conformance.Speed.Rooflines;

/// <summary>The host's caches, as Linux tells of the first processor.</summary>
public static class HostCaches
{
    private const long Unknown = 32L << 20;
    private const string Folder = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>Bytes of the last level; 32 MiB where the system does not say.</summary>
    public static long LastLevelBytes { get; } = Directory.Exists(Folder)
        ? Directory.EnumerateDirectories(Folder, "index*").Select(folder => Size(Path.Combine(folder, "size"))).DefaultIfEmpty(Unknown).Max()
        : Unknown;

    private static long Size(string file)
    {
        if (!File.Exists(file))
            return 0;
        var text = File.ReadAllText(file).Trim();
        var unit = text[^1] switch { 'K' => 1L << 10, 'M' => 1L << 20, 'G' => 1L << 30, _ => 1L };
        return unit * long.Parse(text.TrimEnd('K', 'M', 'G'), CultureInfo.InvariantCulture);
    }
}
