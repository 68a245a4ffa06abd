// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Benchmarks.OpenCl;

/// <summary>Launches that wait for a point of a timeline, which is signalled by <see cref="Finish"/>.</summary>
internal sealed unsafe class PluginPoint : IDisposable
{
    private readonly PluginLaunch _launch;
    private readonly tg_timeline_api* _api;
    private readonly tg_timeline* _timeline;
    private readonly tg_sync* _wait = (tg_sync*)NativeMemory.AllocZeroed((nuint)sizeof(tg_sync));

    public PluginPoint(PluginLaunch launch)
    {
        _launch = launch;
        _api = launch.Timelines();
        var desc = new tg_timeline_desc { size = (uint)sizeof(tg_timeline_desc) };
        tg_timeline* timeline;
        Check(_api->create(launch.Device, &desc, &timeline, null));
        *_wait = new tg_sync { timeline = _timeline = timeline, value = 1 };
    }

    public void Submit() => _launch.Submit(_wait);

    public void Finish()
    {
        var point = new tg_timeline_point { size = (uint)sizeof(tg_timeline_point), value = _wait->value++ };
        Check(_api->signal(_timeline, &point, null));
        _launch.Finish();
    }

    public void Dispose()
    {
        var release = new tg_release { size = (uint)sizeof(tg_release) };
        Check(_api->destroy(_timeline, &release, null));
        NativeMemory.Free(_wait);
    }

    private static void Check(int status)
    {
        if (status != Tg.TG_OK)
            throw new InvalidOperationException($"the backend answered {new Status(status)}");
    }
}
