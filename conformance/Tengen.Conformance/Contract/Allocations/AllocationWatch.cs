// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;
using Tengen.Abi;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Contract.Allocations;

/// <summary>
/// Sees what one plugin allocates, and nobody else. A native one is seen by its own references to the C library; one that runs in this runtime
/// by those of the runtime's library through which <see cref="NativeMemory"/> allocates, where only what the watched thread does can be told from
/// the runtime's own needs. One at a time in a process.
/// </summary>
internal sealed unsafe class AllocationWatch : IDisposable
{
    /// <summary>Label of results that say what was not seen.</summary>
    public const string Rule = "suite.allocations";
    private const string RuntimeLibrary = "libSystem.Native";
    private const string RuntimeSymbol = "DotNetRuntimeDebugHeader";
    private static readonly bool Tells = Environment.GetEnvironmentVariable(Offspring.Variable) is not null;

    private readonly nint _address;

    private AllocationWatch(nint address, bool native, bool collects) => (_address, IsNative, Collects) = (address, native, collects);

    /// <summary>Blocks that live can be counted: every reference that is seen is the plugin's.</summary>
    public bool IsNative { get; }

    /// <summary>The plugin brings a runtime whose collector gives back what belonged to its threads when it likes: then only a count over threads that stay says something.</summary>
    public bool Collects { get; }

    /// <exception cref="NotOffered">Allocations cannot be seen here.</exception>
    /// <exception cref="NotBuilt">What sees them is not there.</exception>
    public static AllocationWatch Over(RawTarget target)
    {
        AllocationLibrary.Require(ofNative: !Path.GetExtension(target.Library.Path).Equals(".dll", StringComparison.OrdinalIgnoreCase));
        var address = (nint)Innermost(target).execute;
        var turned = AllocationLibrary.Watch((void*)address);
        var native = turned >= 0;
        if (!native)
        {
            address = NativeLibrary.GetExport(NativeLibrary.Load(RuntimeLibrary, typeof(object).Assembly, DllImportSearchPath.SafeDirectories), "SystemNative_Malloc");
            turned = AllocationLibrary.Watch((void*)address);
        }
        return turned > 0 ? new AllocationWatch(address, native, native && HasRuntime(target)) : throw new NotOffered(Rule, "the plugin's object refers to no function that allocates: nothing of it can be made to fail, or be counted");
    }

    public void Dispose() => AllocationLibrary.Leave((void*)_address);

    /// <summary>Makes a call of the plugin, whose allocation number <paramref name="failing"/> on this thread fails; 0 = none does.</summary>
    /// <param name="name">Of the call: a worker's last words, should it die.</param>
    /// <param name="failing">From 1.</param>
    /// <param name="call">Calls the plugin and does nothing else.</param>
    /// <returns>What it answers, and how many allocations it made.</returns>
    public static (int Status, ulong Seen) Call(string name, ulong failing, Func<int> call)
    {
        var told = stackalloc byte[64];
        var length = Encoding.ASCII.GetBytes(name, new Span<byte>(told, 63));
        told[length] = 0;
        AllocationLibrary.Begin(failing, Tells ? told : null);
        try
        {
            return (call(), AllocationLibrary.End());
        }
        finally
        {
            AllocationLibrary.End();
        }
    }

    /// <summary>Begins to count blocks at 0. One count at a time.</summary>
    public static void Note(bool on) => AllocationLibrary.Note(on ? 1 : 0);

    /// <summary>Blocks that came to live since <see cref="Note"/>.</summary>
    public static long Live => (long)AllocationLibrary.Live();

    /// <summary>Loading the file that is loaded gives the same object again.</summary>
    private static bool HasRuntime(RawTarget target) => NativeLibrary.TryLoad(target.Library.Path, out var handle) && NativeLibrary.TryGetExport(handle, RuntimeSymbol, out _);

    /// <summary>The table of the plugin under all layers.</summary>
    private static ref readonly tg_api Innermost(RawTarget target)
    {
        var layer = target.Library.Layer;
        if (layer == null)
            return ref target.Library.Behind.Api;
        while (layer->below != null)
            layer = layer->below;
        return ref *layer->next;
    }
}
