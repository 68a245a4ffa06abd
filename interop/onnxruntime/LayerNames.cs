// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tengen.Interop.OnnxRuntime.Native;

namespace Tengen.Interop.OnnxRuntime;

/// <summary>Finds layers: by absolute path, or by name beside the backend or beside this library, as <c>libtengen_layer_NAME.so</c>.</summary>
internal static unsafe partial class LayerNames
{
    /// <param name="list">Names and absolute paths between commas, the one called first first; empty for none.</param>
    /// <param name="backend">Absolute path of the plugin.</param>
    /// <exception cref="ProviderException">One of them is not there.</exception>
    public static ImmutableArray<string> Resolve(string list, string backend) =>
        list.Length == 0 ? [] : [.. list.Split(',').Select(layer => Find(layer.Trim(), backend))];

    private static string Find(string layer, string backend)
    {
        if (Path.IsPathFullyQualified(layer))
            return File.Exists(layer) ? layer : throw Missing($"option 'layer' names '{layer}', there is no such file");
        string[] folders = [Path.GetDirectoryName(backend)!, OwnFolder];
        var isName = layer.Length > 0 && layer.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
        return (isName ? folders.Select(folder => Path.Combine(folder, $"libtengen_layer_{layer}.so")).FirstOrDefault(File.Exists) : null)
            ?? throw Missing($"option 'layer' names '{layer}': it is neither an absolute path nor the NAME of a libtengen_layer_NAME.so beside the backend ({folders[0]}) or the provider ({folders[1]})");
    }

    private static ProviderException Missing(string text) => new(OrtErrorCode.ORT_INVALID_ARGUMENT, text);

    private static string OwnFolder
    {
        get
        {
            Symbol symbol;
            return FindSymbol((nint)(delegate* unmanaged[Cdecl]<OrtEpFactory*, OrtStatus*>)&Exports.ReleaseEpFactory, &symbol) != 0 && Path.GetDirectoryName(Ort.Text(symbol.File)) is { } folder
                ? folder
                : AppContext.BaseDirectory;
        }
    }

    /// <summary><c>Dl_info</c> of dlfcn.h.</summary>
    private struct Symbol
    {
        public byte* File;
        public nint FileBase;
        public byte* Name;
        public nint Address;
    }

    [LibraryImport("libc.so.6", EntryPoint = "dladdr")]
    private static partial int FindSymbol(nint address, Symbol* symbol);
}
