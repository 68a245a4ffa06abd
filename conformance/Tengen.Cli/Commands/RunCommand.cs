// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Diagnostics;
using Tengen.Cli.Backends;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Networks;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.Host;
using Tengen.Interop.Onnx;
using Self = Tengen.Conformance.Workers.WorkerCommand;

namespace Tengen.Cli.Commands;

/// <summary>
/// <c>tengen run</c>: a real network on a backend, on request layer by layer against the oracle. The backend is loaded by a child process;
/// this one only watches it.
/// </summary>
internal static class RunCommand
{
    private const int TimedRuns = 5;

    public static Command Create()
    {
        var model = new Argument<FileInfo>("model") { Description = "An ONNX model." };
        var backend = new BackendOptions();
        var name = new Option<string>("--backend") { Description = backend.Backend.Description, DefaultValueFactory = _ => "cpu" };
        name.CompletionSources.Add("cpu", "opencl", "tiny", "null", BackendLocator.Reference);
        var check = new Option<bool>("--check") { Description = "Compare every layer with the oracle, within the computed tolerance." };
        var seed = new Option<ulong>("--seed") { Description = "Of inputs, and of weights that the file only has placeholders for.", DefaultValueFactory = _ => 1 };
        var child = new Option<bool>("--in-this-process") { Hidden = true };
        var command = new Command("run", "Runs a model on a backend.") { model, name, check, seed, child };
        backend.AddOptionsTo(command);
        command.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(model);
            if (!file.Exists)
                throw new UsageException(Directory.Exists(file.FullName) ? $"'{file.FullName}' is a folder, not a model" : $"there is no model '{file.FullName}'", "name an ONNX file");
            var settings = backend.Settings(parsed, parsed.GetRequiredValue(name));
            if (settings.Backend == BackendLocator.Reference)
                throw new UsageException("a network runs on a backend; the oracle is what it is compared with");
            return parsed.GetValue(child)
                ? Guarded(() => Run(file.FullName, settings, parsed.GetValue(seed), parsed.GetValue(check)))
                : Watch(settings.Backend);
        });
        return command;
    }

    private static int Watch(string backend)
    {
        var self = Self.Self([.. Environment.GetCommandLineArgs().Skip(1), "--in-this-process"]);
        using var process = Process.Start(new ProcessStartInfo(self.File, self.Arguments) { UseShellExecute = false })!;
        process.WaitForExit();
        if (process.ExitCode < 128)
            return process.ExitCode;
        Terminal.Error($"the process that ran '{backend}' ended with status {process.ExitCode} (128 + signal)", "tengen certify names the operator that crashes");
        return (int)ExitCode.ConformanceFailures;
    }

    private static int Guarded(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (OnnxException e)
        {
            throw new UsageException(e.Message, "the file is damaged, or no ONNX model");
        }
        catch (GraphException e)
        {
            throw new UsageException(e.Message);
        }
        catch (SubjectException e)
        {
            throw new WorkerStartException(e.Message);
        }
        catch (TengenException e)
        {
            Terminal.Error(e.Message);
            return (int)ExitCode.ConformanceFailures;
        }
    }

    private static int Run(string file, WorkerSettings settings, ulong seed, bool check)
    {
        Terminal.Say($"reading {file}");
        var network = Network.Load(file, seed);
        using var device = new NetworkDevice(settings);
        var refused = device.Refused(network.Graph);
        if (refused.Count > 0)
        {
            Terminal.Error($"{device.Description} does not take {refused.Count} of {network.Graph.Nodes.Length} nodes", "partitioning between backends is not built yet: choose a backend that takes the whole model");
            foreach (var (node, reason) in refused.Take(10))
                Terminal.Say($"  {node}: {reason}");
            return (int)ExitCode.ConformanceFailures;
        }
        Terminal.Say($"{network.Graph.Nodes.Length} nodes on {device.Description}");
        var whole = device.Run(network.Graph, network.Inputs, TimedRuns);
        Terminal.Print($"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}: compiled in {whole.Compiled.TotalMilliseconds:0} ms, executed in {whole.Median.TotalMilliseconds:0.0} ms (median of {TimedRuns})");
        return check ? LayerDisplay.Check(network, whole, device.Run(network.Layered(), network.Inputs)) : (int)ExitCode.Conformant;
    }
}
