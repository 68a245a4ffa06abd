// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Spectre.Console;
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
        var command = new Command("devices", "Lists devices.") { backend, options.Options, options.Layers };
        command.SetAction(async (parsed, cancellation) => parsed.GetValue(backend) is { } name
            ? await One(name, options.LayerPaths(parsed, name), options.Pairs(parsed), cancellation)
            : await All(options.LayerPaths(parsed), options.Pairs(parsed), cancellation));
        return command;
    }

    private static async Task<int> One(string name, IReadOnlyList<string> layers, IReadOnlyDictionary<string, string> options, CancellationToken cancellation)
    {
        var table = NewTable();
        foreach (var device in await PluginInventory.Ask(Self.Self(WorkerCommand.Name), BackendLocator.Resolve(name), layers, options, Limit, cancellation))
            Add(table, name, device);
        Terminal.Data.Write(table);
        return (int)ExitCode.Conformant;
    }

    private static async Task<int> All(IReadOnlyList<string> layers, IReadOnlyDictionary<string, string> options, CancellationToken cancellation)
    {
        var table = NewTable();
        foreach (var (name, path) in BackendLocator.Known)
        {
            if (path is null)
            {
                table.AddRow(Markup.Escape(name), "", "[grey]not built[/]");
                continue;
            }
            try
            {
                foreach (var device in await PluginInventory.Ask(Self.Self(WorkerCommand.Name), path, layers, options, Limit, cancellation))
                    Add(table, name, device);
            }
            catch (WorkerStartException e)
            {
                table.AddRow(Markup.Escape(name), "", Markup.Escape(Terminal.Printable(e.Message)));
            }
        }
        Terminal.Data.Write(table);
        return (int)ExitCode.Conformant;
    }

    private static Table NewTable() => new Table().Border(TableBorder.Simple).AddColumns("backend", "#", "device", "kind", "tier", "queues", "memory", "driver");

    private static void Add(Table table, string backend, DeviceReport device) => table.AddRow(
        [.. new[]
        {
            Path.GetFileName(backend),
            device.Index.ToString(),
            device.Name + (device.Simulated ? " (simulated)" : ""),
            device.Kind,
            device.Tier,
            device.Queues.ToString(),
            device.Memory == 0 ? "-" : $"{device.Memory / (1024.0 * 1024 * 1024):0.0} GiB",
            device.Driver,
        }.Select(cell => Markup.Escape(Terminal.Printable(cell)))]);
}
