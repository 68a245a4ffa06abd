// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;
using Silk.NET.OpenCL;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Devices;

/// <summary>Compiles texts.</summary>
internal static unsafe class ProgramBuilder
{
    /// <exception cref="PluginException">The driver's compiler refuses the text; the message holds its log.</exception>
    public static nint Build(nint context, nint device, string source, string options)
    {
        var text = (byte*)Marshal.StringToCoTaskMemUTF8(source);
        int error;
        var program = Driver.Api.CreateProgramWithSource(context, 1, &text, null, &error);
        Marshal.FreeCoTaskMem((nint)text);
        Driver.Check(error, "clCreateProgramWithSource");
        var flags = (byte*)Marshal.StringToCoTaskMemUTF8(options);
        error = Driver.Api.BuildProgram(program, 1, &device, flags, null, null);
        Marshal.FreeCoTaskMem((nint)flags);
        if (error == 0)
            return program;
        var log = Log(program, device);
        _ = Driver.Api.ReleaseProgram(program);
        throw new PluginException(Status.Internal, "opencl:clBuildProgram", $"the driver's compiler answered {(ErrorCodes)error}: {log}", error);
    }

    private static string Log(nint program, nint device)
    {
        var bytes = new byte[16384];
        nuint size = 0;
        fixed (byte* to = bytes)
            _ = Driver.Api.GetProgramBuildInfo(program, device, ProgramBuildInfo.BuildLog, (nuint)bytes.Length, to, &size);
        return Encoding.UTF8.GetString(bytes, 0, (int)Math.Min(size, (nuint)bytes.Length)).TrimEnd('\0');
    }
}
