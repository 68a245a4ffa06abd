// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Contract.Allocations;
using Tengen.Conformance.Inventory;

namespace Tengen.Conformance.Certificates;

/// <summary>Native files that verdicts depend on and that are neither the plugin nor the suite's assemblies.</summary>
public static class NativeParts
{
    /// <summary>Stands for the digest of a part that was not built.</summary>
    public const string Absent = "absent";

    /// <summary>SHA-256 by name: the suite's own as they are built, layers by their absolute path.</summary>
    /// <exception cref="IOException">A layer cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Digests(IEnumerable<string> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (OperatingSystem.IsLinux())
            parts[AllocationLibrary.File] = BuiltFiles.Find(AllocationLibrary.File) is { } path ? FileDigest.Of(path) : Absent;
        foreach (var layer in layers)
            parts[layer] = FileDigest.Of(layer);
        return parts;
    }
}
