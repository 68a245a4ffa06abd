// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Text;
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Devices;

/// <summary>Makes programs of texts and binaries, and binaries of programs.</summary>
internal static unsafe class ProgramBuilder
{
    /// <exception cref="PluginException">The driver's compiler refuses the text; the message holds its log.</exception>
    public static nint Build(nint context, nint device, ProgramText code)
    {
        var text = (byte*)Marshal.StringToCoTaskMemUTF8(code.Source);
        int error;
        var program = Driver.Api.CreateProgramWithSource(context, 1, &text, null, &error);
        Marshal.FreeCoTaskMem((nint)text);
        Driver.Check(error, "clCreateProgramWithSource");
        var flags = (byte*)Marshal.StringToCoTaskMemUTF8(code.Options);
        error = Callbacks.BuildProgram(program, device, flags);
        Marshal.FreeCoTaskMem((nint)flags);
        if (error == 0)
            return program;
        var log = Log(program, device);
        _ = Driver.Api.ReleaseProgram(program);
        throw new PluginException(Status.Internal, "opencl:clBuildProgram", $"the driver's compiler answered {(ErrorCodes)error}: {log}", error);
    }

    /// <exception cref="PluginException">INCOMPATIBLE: the driver does not take the binary.</exception>
    public static nint Build(nint context, nint device, ProgramBinary code)
    {
        nint program;
        int error, status = 0;
        fixed (byte* bytes = code.Bytes.AsSpan())
        {
            var start = bytes;
            var length = (nuint)code.Bytes.Length;
            program = Driver.Api.CreateProgramWithBinary(context, 1, &device, &length, &start, &status, &error);
        }
        if (error == 0 && status == 0)
            error = Callbacks.BuildProgram(program, device, null);
        if (error == 0 && status == 0)
            return program;
        if (program != 0)
            _ = Driver.Api.ReleaseProgram(program);
        var answer = error != 0 ? error : status;
        throw new PluginException(Status.Incompatible, "opencl:clCreateProgramWithBinary", $"the driver answered {(ErrorCodes)answer} to a saved binary of {code.Bytes.Length} bytes; compile the graph again", answer);
    }

    /// <summary>The binary of a program that was built for one device.</summary>
    /// <exception cref="PluginException">The driver gives none.</exception>
    public static byte[] Binary(nint program)
    {
        nuint size;
        Driver.Check(Driver.Api.GetProgramInfo(program, ProgramInfo.BinarySizes, (nuint)sizeof(nuint), &size, null), "clGetProgramInfo");
        if (size == 0)
            throw new PluginException(Status.Unsupported, "opencl:clGetProgramInfo", "the driver gives no binary of a program; compile the graph again instead of saving it");
        var bytes = new byte[(int)size];
        fixed (byte* to = bytes)
        {
            var target = to;
            Driver.Check(Driver.Api.GetProgramInfo(program, ProgramInfo.Binaries, (nuint)sizeof(byte*), &target, null), "clGetProgramInfo");
        }
        return bytes;
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
