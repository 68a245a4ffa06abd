// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tengen.Cli.Tests;

/// <summary>A results file beside the storm layer's own log. A deed belongs to the case that its process was given last before it.</summary>
internal sealed class StormRecord
{
    public StormRecord(string results, string? truth)
    {
        var given = new List<(string Case, string Process, DateTimeOffset At)>();
        foreach (var line in File.ReadLines(results))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("plan", out var plan))
                Planned = plan.GetArrayLength();
            else if (json.RootElement.TryGetProperty("dispatch", out var id))
                given.Add((id.GetString()!, json.RootElement.GetProperty("worker").ToString(), json.RootElement.GetProperty("at").GetDateTimeOffset()));
            else if (json.RootElement.TryGetProperty("result", out var result))
                Results[result.GetProperty("case").GetString()!] = JsonNode.Parse(result.GetRawText())!.AsObject();
            else if (json.RootElement.TryGetProperty("incident", out var incident))
                Incidents.Add((incident.GetProperty("case").GetString()!, incident.GetProperty("kind").GetString()!));
        }
        foreach (var words in truth is null ? [] : File.ReadLines(truth).Select(line => line.Split(' ')))
        {
            var at = DateTimeOffset.UnixEpoch.AddTicks(long.Parse(words[0], CultureInfo.InvariantCulture) / 100);
            if (given.FindLast(dispatch => dispatch.Process == words[1] && dispatch.At <= at).Case is { } id)
                (Deeds.TryGetValue(id, out var deeds) ? deeds : Deeds[id] = []).Add(words[2]);
        }
    }

    public int Planned { get; }

    public Dictionary<string, JsonObject> Results { get; } = [];

    /// <summary>What was done to a case of the plan.</summary>
    public Dictionary<string, HashSet<string>> Deeds { get; } = [];

    public List<(string Case, string Kind)> Incidents { get; } = [];

    public string Verdict(string id) => (string)Results[id]["verdict"]!;

    /// <summary>All that the suite says of a case but how long it took.</summary>
    public string Timeless(string id)
    {
        var result = Results[id].DeepClone().AsObject();
        result.Remove("seconds");
        return result.ToJsonString();
    }

    public override string ToString() =>
        $"{Results.Count} cases, {Deeds.Count} struck: {string.Join(", ", Deeds.SelectMany(deed => deed.Value).CountBy(name => name).Select(pair => $"{pair.Value} {pair.Key}"))}; "
        + $"incidents: {string.Join(", ", Incidents.CountBy(incident => incident.Kind).Select(pair => $"{pair.Value} {pair.Key}"))}";
}
