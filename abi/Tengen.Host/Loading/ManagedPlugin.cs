// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>Finds the entry of a plugin that is a .NET assembly: its one method marked as the unmanaged export <c>tg_plugin_v1</c>.</summary>
internal static unsafe class ManagedPlugin
{
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The assembly comes from outside; nothing of it can have been trimmed.")]
    public static delegate* unmanaged[Cdecl]<uint, tg_api**, tg_error*, int> Entry(string path)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            throw new PluginLoadException(LoadFailure.NeedsRuntime, path,
                "a .NET assembly needs a .NET runtime, and this host is a NativeAOT program without one: name the plugin's native library (for a plugin in C#: dotnet publish -r linux-x64 -p:PublishAot=true -p:NativeLib=Shared)");
        MethodInfo[] entries;
        try
        {
            var context = new PluginContext(path);
            entries = [.. context.LoadFromAssemblyPath(path).GetTypes().SelectMany(Methods).Where(IsEntry)];
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or ReflectionTypeLoadException or FileNotFoundException)
        {
            throw new PluginLoadException(LoadFailure.NotALibrary, path, $"it is no .NET assembly that loads here: {e.Message}", e);
        }
        if (entries.Length != 1)
            throw new PluginLoadException(LoadFailure.NoEntry, path,
                $"the assembly has {entries.Length} methods marked [UnmanagedCallersOnly(EntryPoint = \"{NativePlugin.EntryName}\")], exactly one is needed");
        return (delegate* unmanaged[Cdecl]<uint, tg_api**, tg_error*, int>)entries[0].MethodHandle.GetFunctionPointer();
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The type comes from outside; nothing of it can have been trimmed.")]
    private static MethodInfo[] Methods(Type type) =>
        type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    private static bool IsEntry(MethodInfo method) =>
        method.GetCustomAttribute<UnmanagedCallersOnlyAttribute>()?.EntryPoint == NativePlugin.EntryName;

    /// <summary>The plugin's own dependencies, found beside it; never unloaded.</summary>
    private sealed class PluginContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The assembly comes from outside; nothing of it can have been trimmed.")]
        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;

        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : 0;
    }
}
