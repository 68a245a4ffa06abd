// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

/// <summary>The few OpenCL functions that running a plan takes, on the first device there is.</summary>
internal static unsafe partial class Driver
{
    private const string Library = "libOpenCL.so.1";

    private static readonly Lazy<(nint Context, nint Device, nint Queue)> Opened = new(Open);
    private static readonly Dictionary<(string Source, string Options), nint> Programs = [];

    /// <summary>A buffer with a copy of bytes.</summary>
    public static nint Buffer(ReadOnlySpan<byte> bytes)
    {
        int error;
        var buffer = clCreateBuffer(Opened.Value.Context, 1, (nuint)Math.Max(bytes.Length, 4), null, &error);
        Check(error);
        fixed (byte* from = bytes)
            if (bytes.Length > 0)
                Check(clEnqueueWriteBuffer(Opened.Value.Queue, buffer, 1, 0, (nuint)bytes.Length, from, 0, null, null));
        return buffer;
    }

    /// <summary>A part of a buffer.</summary>
    public static nint Part(nint buffer, long offset, long bytes)
    {
        int error;
        var region = stackalloc nuint[] { (nuint)offset, (nuint)Math.Max(bytes, 4) };
        var part = clCreateSubBuffer(buffer, 1, 0x1220, region, &error);
        Check(error);
        return part;
    }

    public static void Read(nint buffer, Span<byte> bytes)
    {
        fixed (byte* to = bytes)
            if (bytes.Length > 0)
                Check(clEnqueueReadBuffer(Opened.Value.Queue, buffer, 1, 0, (nuint)bytes.Length, to, 0, null, null));
    }

    public static void Free(nint buffer) => Check(clReleaseMemObject(buffer));

    public static void Launch(Backends.OpenCl.Plans.Launch launch, nint[] buffers)
    {
        int error;
        var kernel = clCreateKernel(Program(launch.Source, launch.Options), launch.Kernel, &error);
        Check(error);
        var index = 0u;
        foreach (var buffer in buffers)
            Check(clSetKernelArg(kernel, index++, (nuint)sizeof(nint), &buffer));
        foreach (var scalar in launch.Scalars)
            fixed (byte* bytes = scalar.Bytes.AsSpan())
                Check(clSetKernelArg(kernel, index++, (nuint)scalar.Bytes.Length, bytes));
        fixed (ulong* global = launch.Grid.Global.AsSpan(), local = launch.Grid.Local.AsSpan())
            Check(clEnqueueNDRangeKernel(Opened.Value.Queue, kernel, (uint)launch.Grid.Global.Length, null, global, local, 0, null, null));
        Check(clReleaseKernel(kernel));
    }

    private static nint Program(string source, string options)
    {
        lock (Programs)
        {
            if (Programs.TryGetValue((source, options), out var known))
                return known;
            var (context, device, _) = Opened.Value;
            var text = Marshal.StringToCoTaskMemUTF8(source);
            int error;
            var program = clCreateProgramWithSource(context, 1, &text, null, &error);
            Check(error);
            var status = clBuildProgram(program, 1, &device, options, 0, 0);
            if (status != 0)
            {
                var log = new byte[65536];
                fixed (byte* to = log)
                    Check(clGetProgramBuildInfo(program, device, 0x1183, (nuint)log.Length, to, null));
                Assert.Fail($"build {status}: {System.Text.Encoding.UTF8.GetString(log).TrimEnd('\0')}\n{source}");
            }
            return Programs[(source, options)] = program;
        }
    }

    private static (nint Context, nint Device, nint Queue) Open()
    {
        nint platform, device;
        int error;
        Check(clGetPlatformIDs(1, &platform, null));
        Check(clGetDeviceIDs(platform, 0xFFFFFFFF, 1, &device, null));
        var context = clCreateContext(null, 1, &device, 0, 0, &error);
        Check(error);
        var queue = clCreateCommandQueue(context, device, 0, &error);
        Check(error);
        return (context, device, queue);
    }

    private static void Check(int error) => Assert.True(error == 0, $"OpenCL answered {error}");

    [LibraryImport(Library)]
    private static partial int clGetPlatformIDs(uint count, nint* platforms, uint* found);

    [LibraryImport(Library)]
    private static partial int clGetDeviceIDs(nint platform, ulong type, uint count, nint* devices, uint* found);

    [LibraryImport(Library)]
    private static partial nint clCreateContext(nint* properties, uint count, nint* devices, nint notify, nint user, int* error);

    [LibraryImport(Library)]
    private static partial nint clCreateCommandQueue(nint context, nint device, ulong properties, int* error);

    [LibraryImport(Library)]
    private static partial nint clCreateBuffer(nint context, ulong flags, nuint bytes, void* host, int* error);

    [LibraryImport(Library)]
    private static partial nint clCreateSubBuffer(nint buffer, ulong flags, uint type, void* region, int* error);

    [LibraryImport(Library)]
    private static partial int clEnqueueWriteBuffer(nint queue, nint buffer, uint blocking, nuint offset, nuint bytes, void* from, uint waits, nint* list, nint* signal);

    [LibraryImport(Library)]
    private static partial int clEnqueueReadBuffer(nint queue, nint buffer, uint blocking, nuint offset, nuint bytes, void* to, uint waits, nint* list, nint* signal);

    [LibraryImport(Library)]
    private static partial int clReleaseMemObject(nint buffer);

    [LibraryImport(Library)]
    private static partial nint clCreateProgramWithSource(nint context, uint count, nint* texts, nuint* lengths, int* error);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int clBuildProgram(nint program, uint count, nint* devices, string options, nint notify, nint user);

    [LibraryImport(Library)]
    private static partial int clGetProgramBuildInfo(nint program, nint device, uint what, nuint room, void* to, nuint* needed);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint clCreateKernel(nint program, string name, int* error);

    [LibraryImport(Library)]
    private static partial int clReleaseKernel(nint kernel);

    [LibraryImport(Library)]
    private static partial int clSetKernelArg(nint kernel, uint index, nuint bytes, void* value);

    [LibraryImport(Library)]
    private static partial int clEnqueueNDRangeKernel(nint queue, nint kernel, uint rank, void* offset, ulong* global, ulong* local, uint waits, nint* list, nint* signal);
}
