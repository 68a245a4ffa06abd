// SPDX-License-Identifier: Apache-2.0
namespace Tengen.OrdinaryHost;

/// <summary>The first message to the process: which device to open. It comes through the pipe, so that the command line tells nothing.</summary>
/// <param name="Plugin">Absolute path.</param>
/// <param name="Layers">Absolute paths of layers over the plugin, the one called first.</param>
/// <param name="Index">Of the device in the plugin.</param>
/// <param name="Options">Device options.</param>
public sealed record DeviceRequest(string Plugin, IReadOnlyList<string> Layers, int Index, IReadOnlyDictionary<string, string> Options)
{
    public void Write(WireWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Text(Plugin);
        to.List(Layers, to.Text);
        to.Number(Index);
        to.List([.. Options], option =>
        {
            to.Text(option.Key);
            to.Text(option.Value);
        });
        to.Flush();
    }

    public static DeviceRequest Read(WireReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        return new DeviceRequest(from.Text(), from.List(from.Text), from.Count(), from.List(() => KeyValuePair.Create(from.Text(), from.Text())).ToDictionary());
    }
}
