// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Runtime.InteropServices;
using Spectre.Console;
using Tengen.Cli.Backends;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Workers;
using Self = Tengen.Conformance.Workers.WorkerCommand;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen doctor</c>: what this machine offers, and what to install when something is missing.</summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var options = new BackendOptions();
        var command = new Command("doctor", "Checks what this machine offers.") { options.Layers };
        command.SetAction(async (parsed, cancellation) => await Run(options.LayerPaths(parsed), cancellation));
        return command;
    }

    private static async Task<int> Run(IReadOnlyList<string> layers, CancellationToken cancellation)
    {
        Line(true, "runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors");
        Line(true, "vector units", string.Join(' ', HostEnvironment.Current().CpuFeatures));
        var usable = false;
        foreach (var (name, path) in BackendLocator.Known)
            usable |= await Backend(name, path, layers, cancellation);
        Library("OpenCL", "libOpenCL.so.1", "apt-get install ocl-icd-libopencl1 pocl-opencl-icd");
        Library("Vulkan", "libvulkan.so.1", "apt-get install libvulkan1 mesa-vulkan-drivers");
        Library("CUDA driver", "libcuda.so.1", "comes with the GPU's driver");
        return (int)(usable ? ExitCode.Conformant : ExitCode.BackendDidNotLoad);
    }

    private static async Task<bool> Backend(string name, string? path, IReadOnlyList<string> layers, CancellationToken cancellation)
    {
        if (path is null)
        {
            Line(false, $"backend {name}", "not built: cmake -B build && cmake --build build");
            return false;
        }
        try
        {
            var devices = await PluginInventory.Ask(Self.Self(WorkerCommand.Name), path, layers, new Dictionary<string, string>(), Limit, cancellation);
            Line(devices.Count > 0, $"backend {name}", string.Join("; ", devices.Select(device => $"{device.Name}, {device.Driver}")));
            return devices.Count > 0;
        }
        catch (WorkerStartException e)
        {
            Line(false, $"backend {name}", e.Message);
            return false;
        }
    }

    private static void Library(string name, string file, string next)
    {
        var found = NativeLibrary.TryLoad(file, out _);
        Line(found, name, found ? file : $"{file} not found: {next}");
    }

    private static void Line(bool good, string what, string text) =>
        Terminal.Data.MarkupLineInterpolated($"{(good ? "ok  " : "--  ")}{what,-14} {Terminal.Printable(text)}");
}
