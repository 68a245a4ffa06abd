// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host.Partitioning;

/// <summary>Which nodes are claimed together. Groups that share a node are one.</summary>
internal sealed class Groups(int nodes)
{
    private readonly int[] _groups = new int[nodes];
    private readonly Dictionary<int, int> _joined = [];

    /// <summary>Adds a node to a group; 0 is none.</summary>
    public void Add(int node, int group)
    {
        if (group == 0)
            return;
        if (_groups[node] == 0)
            _groups[node] = group;
        else if (Root(_groups[node]) is var known && Root(group) is var other && known != other)
            _joined[other] = known;
    }

    /// <summary>The taken nodes of groups that do not lie in one phase as a whole.</summary>
    /// <param name="phases">By node, see <see cref="Schedule.Phases"/>.</param>
    public List<int> Divided(int[] phases)
    {
        var members = Enumerable.Range(0, _groups.Length).Where(node => _groups[node] != 0).ToLookup(node => Root(_groups[node]));
        return [.. members
            .Where(group => group.Select(node => phases[node]).Distinct().Skip(1).Any())
            .SelectMany(group => group)
            .Where(node => phases[node] != Schedule.None)];
    }

    private int Root(int group)
    {
        while (_joined.TryGetValue(group, out var next))
            group = next;
        return group;
    }
}
