// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>Finds the entry of a plugin that is a shared library.</summary>
internal static unsafe class NativePlugin
{
    public const string EntryName = "tg_plugin_v1";

    public static delegate* unmanaged[Cdecl]<uint, tg_api**, tg_error*, int> Entry(FileStream file, string path)
    {
        var handle = OperatingSystem.IsLinux() ? MapChecked(file, path) : Map(path);
        return NativeLibrary.TryGetExport(handle, EntryName, out var entry)
            ? (delegate* unmanaged[Cdecl]<uint, tg_api**, tg_error*, int>)entry
            : throw new PluginLoadException(LoadFailure.NoEntry, path, $"the library does not export {EntryName}");
    }

    private static nint MapChecked(FileStream file, string path)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        var exports = new ElfFile(bytes, path).Exports();
        if (exports.Count > 0 && !exports.Contains(EntryName))
            throw new PluginLoadException(LoadFailure.NoEntry, path, $"the library does not export {EntryName} (TG-P-1){Likely(exports)}");
        var foreign = exports.Where(name => name.StartsWith("tg_", StringComparison.Ordinal) && name != EntryName).Order(StringComparer.Ordinal).ToList();
        if (foreign.Count > 0)
            throw new PluginLoadException(LoadFailure.ForeignSymbols, path,
                $"the library exports {string.Join(", ", foreign)} beside {EntryName} (TG-P-1); compile with -fvisibility=hidden");
        return LinuxLoader.Map(file, path);
    }

    /// <summary>What the exports say about why the entry is not among them.</summary>
    private static string Likely(IReadOnlyList<string> exports) =>
        exports.FirstOrDefault(name => name.StartsWith("_Z", StringComparison.Ordinal) && name.Contains(EntryName, StringComparison.Ordinal)) is { } mangled ? $"; it exports {mangled}, which is a C++ name: declare the entry extern \"C\""
        : exports.FirstOrDefault(name => name.StartsWith("tg_plugin_", StringComparison.Ordinal)) is { } other ? $"; it exports {other}"
        : "; define it with TG_EXPORT, and look with nm -D --defined-only";

    private static nint Map(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new PluginLoadException(LoadFailure.NotALibrary, path, e.Message, e);
        }
    }
}
