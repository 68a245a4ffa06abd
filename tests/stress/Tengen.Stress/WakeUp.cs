// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Stress;

/// <summary>What one submission and the wait for it cost, with the plugin's wait slot and with the host's own sleep.</summary>
internal static unsafe class WakeUp
{
    private const int Rounds = 5000;
    private static tg_api* _without;

    public static void Compare(PluginLibrary library)
    {
        _without = (tg_api*)NativeMemory.Alloc((nuint)sizeof(tg_api));
        *_without = library.Api;
        _without->wait = null;
        var bare = PluginLibrary.FromEntry(&Entry, "without wait");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"submit and wait, median of {Rounds}: {Median(library):0.0} us with the wait slot, {Median(bare):0.0} us without"));
    }

    private static double Median(PluginLibrary library)
    {
        using var device = library.Open(0, new DeviceOptions { Settings = ImmutableDictionary<string, string>.Empty.Add("mode", "async") });
        var times = new double[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            device.Queues[0].Submit(null, []).Wait();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(times);
        return times[Rounds / 2];
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Entry(uint abi, tg_api** table, tg_error* error)
    {
        *table = _without;
        return Tg.TG_OK;
    }
}
