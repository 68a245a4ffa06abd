// SPDX-License-Identifier: Apache-2.0
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Devices;

namespace Tengen.Benchmarks.OpenCl;

/// <summary>Launches behind a user event, which is set and made anew by <see cref="Finish"/>.</summary>
internal sealed unsafe class BareGate : IDisposable
{
    private readonly CL _api = Driver.Api;
    private readonly BareLaunch _launch;
    private nint _gate;

    public BareGate(BareLaunch launch) => (_launch, _gate) = (launch, Make(launch));

    public void Enqueue() => _launch.EnqueueAfter(_gate);

    public void Finish()
    {
        Driver.Check(_api.SetUserEventStatus(_gate, 0), "clSetUserEventStatus");
        _launch.Finish();
        Driver.Check(_api.ReleaseEvent(_gate), "clReleaseEvent");
        _gate = Make(_launch);
    }

    public void Dispose()
    {
        _ = _api.SetUserEventStatus(_gate, 0);
        _ = _api.ReleaseEvent(_gate);
    }

    private static nint Make(BareLaunch launch)
    {
        int error;
        var gate = Driver.Api.CreateUserEvent(launch.Context, &error);
        Driver.Check(error, "clCreateUserEvent");
        return gate;
    }
}
