// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Calls;
using Tengen.Conformance.Workers;
using Tengen.Host;

namespace Tengen.Conformance.Inventory;

/// <summary>What a plugin offers, asked in a worker process so that a bad plugin cannot hurt the caller.</summary>
public static class PluginInventory
{
    /// <exception cref="WorkerStartException">The plugin could not be loaded or asked.</exception>
    public static async Task<IReadOnlyList<DeviceReport>> Ask(WorkerCommand command, string path, IReadOnlyList<string> layers, IReadOnlyDictionary<string, string> options, TimeSpan limit, CancellationToken cancellation)
    {
        using var worker = new WorkerProcess(command);
        try
        {
            var reply = await worker.Ask(new WorkerRequest { Describe = new DescribeRequest(path, options, layers) }, limit, cancellation).ConfigureAwait(false);
            return reply?.Devices ?? throw new WorkerStartException(reply?.Refused ?? $"the process that loaded '{path}' {worker.Obituary()}");
        }
        catch (Exception e) when (worker.NotUp(e, path, limit) is { } told)
        {
            throw told;
        }
    }

    internal static WorkerReply Answer(DescribeRequest request)
    {
        try
        {
            var (library, options) = (CallTable.Load(request.Path, request.Layers), new DeviceOptions { Settings = request.Options.ToImmutableDictionary() });
            return new WorkerReply { Devices = [.. library.Devices(options).Select(device => DeviceReport.Of(library, device, options))] };
        }
        catch (Exception e) when (e is PluginLoadException or TengenException)
        {
            return new WorkerReply { Refused = e.Message };
        }
    }
}
