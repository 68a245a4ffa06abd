using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Plugin;

namespace {{Name}};

/// <summary>The export of this plugin; a managed host finds the method by its type and name.</summary>
public static class Entry
{
    [UnmanagedCallersOnly(EntryPoint = "tg_plugin_v1", CallConvs = [typeof(CallConvCdecl)])]
    public static unsafe int Plugin(uint hostAbi, tg_api** api, tg_error* error) =>
        PluginTable.Give(static () => new {{Name}}Backend(), hostAbi, api, error);
}
