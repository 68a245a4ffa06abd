// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Backends;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Workers;
using Self = Tengen.Conformance.Workers.WorkerCommand;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen devices</c>: the devices of the built-in backends, or of one plugin.</summary>
internal static class DevicesCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var backend = new Argument<string?>("backend") { Description = "A built-in backend or the absolute path of a plugin. None lists all built-in ones.", Arity = ArgumentArity.ZeroOrOne };
        backend.CompletionSources.Add([.. BackendLocator.Known.Select(known => known.Name)]);
        var options = new BackendOptions();
        var json = JsonOutput.Option();
        var command = new Command("devices", "Lists devices.") { backend, options.Options, options.Layers, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetValue(backend);
            var layers = options.LayerPaths(parsed, name);
            var pairs = options.Pairs(parsed);
            List<BackendDevices> found = [];
            if (name is not null)
                found.Add(await Ask(Path.GetFileName(name), BackendLocator.Resolve(name)));
            else
                foreach (var known in BackendLocator.Known)
                    found.Add(await AskKnown(known.Name, known.Path));
            if (parsed.GetValue(json) is { } target)
            {
                using var stream = OutputFile.Open(target);
                JsonOutput.Write([.. found], ConformanceJson.Default.BackendDevicesArray, stream);
            }
            if (parsed.GetValue(json) != OutputFile.StandardOutput)
                DevicesDisplay.Print(found);
            return (int)ExitCode.Conformant;

            async Task<BackendDevices> Ask(string called, string path) =>
                new(called, path, await PluginInventory.Ask(Self.Self(WorkerCommand.Name), path, layers, pairs, Limit, cancellation));

            async Task<BackendDevices> AskKnown(string called, string? path)
            {
                try
                {
                    return path is null ? new(called, null, [], "not built") : await Ask(called, path);
                }
                catch (WorkerStartException e)
                {
                    return new(called, path, [], e.Message);
                }
            }
        });
        return command;
    }
}
