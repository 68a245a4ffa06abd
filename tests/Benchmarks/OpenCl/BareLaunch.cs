// SPDX-License-Identifier: Apache-2.0
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Backends.OpenCl.Plans;

namespace Tengen.Benchmarks.OpenCl;

/// <summary>The kernel that the backend launches for <see cref="AddGraph"/>, launched through Silk.NET alone, arguments set beforehand.</summary>
internal sealed unsafe class BareLaunch : IDisposable
{
    private readonly CL _api = Driver.Api;
    private readonly Session _session = new(DeviceList.All[0]);
    private readonly nint[] _memory = new nint[3];
    private readonly nuint[] _global, _local;
    private readonly nint _commands, _kernel;

    public BareLaunch()
    {
        _commands = _session.Queue();
        var launch = PlanBuilder.Plan(AddGraph.Make(), _session.Traits).Launches.Single();
        int error;
        _kernel = _api.CreateKernel(_session.Build(launch.Code), launch.Kernel, &error);
        Driver.Check(error, "clCreateKernel");
        var index = 0u;
        foreach (var buffer in launch.Buffers)
        {
            var memory = _memory[buffer.Index] = _session.Allocate(AddGraph.Bytes, null);
            Driver.Check(_api.SetKernelArg(_kernel, index++, (nuint)sizeof(nint), &memory), "clSetKernelArg");
        }
        foreach (var scalar in launch.Scalars)
            fixed (byte* bytes = scalar.Bytes.AsSpan())
                Driver.Check(_api.SetKernelArg(_kernel, index++, (nuint)scalar.Bytes.Length, bytes), "clSetKernelArg");
        (_global, _local) = ([.. launch.Grid.Global.Select(size => (nuint)size)], [.. launch.Grid.Local.Select(size => (nuint)size)]);
    }

    public nint Context => _session.Context;

    public void Enqueue() => Driver.Check(Enqueue(null), "clEnqueueNDRangeKernel");

    public void EnqueueAfter(nint gate) => Driver.Check(Enqueue(null, 1, &gate), "clEnqueueNDRangeKernel");

    public void Finish() => Driver.Check(_api.Finish(_commands), "clFinish");

    public void EnqueueAndWait()
    {
        nint done;
        Driver.Check(Enqueue(&done), "clEnqueueNDRangeKernel");
        Driver.Check(_api.WaitForEvents(1, &done), "clWaitForEvents");
        Driver.Check(_api.ReleaseEvent(done), "clReleaseEvent");
    }

    public void Dispose()
    {
        _ = _api.ReleaseKernel(_kernel);
        foreach (var memory in _memory)
            _ = _api.ReleaseMemObject(memory);
        _ = _api.ReleaseCommandQueue(_commands);
        _session.Dispose();
    }

    private int Enqueue(nint* done, uint waits = 0, nint* wait = null)
    {
        fixed (nuint* global = _global, local = _local)
            return _api.EnqueueNdrangeKernel(_commands, _kernel, (uint)_global.Length, null, global, local, waits, wait, done);
    }
}
