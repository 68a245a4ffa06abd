// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Layout;

/// <summary>
/// Judges whether an interface only grew: every old struct, member and value is still there, unchanged in place, type and order; new members
/// stand behind all old ones, at or past the old size, so that none hides in what was padding.
/// </summary>
internal static class AppendOnly
{
    /// <summary>What breaks old binaries, in the baseline's order; empty when nothing does.</summary>
    /// <param name="frozen">Structs that may not grow at all because others embed them by value; those found by themselves are added.</param>
    public static IReadOnlyList<string> Breaks(LayoutManifest baseline, LayoutManifest candidate, IReadOnlySet<string>? frozen = null)
    {
        var breaks = new List<string>();
        var embedded = Embedded(baseline);
        var structs = candidate.Structs.ToDictionary(s => s.Name);
        var groups = MatchGroups(baseline, candidate, breaks);
        foreach (var old in baseline.Structs)
        {
            if (!structs.TryGetValue(old.Name, out var now))
            {
                breaks.Add($"{old.Name}: removed");
                continue;
            }

            Struct(old, now, groups, breaks);
            if (groups.Any(g => old.Size[g.Old] != now.Size[g.New]) && (embedded.Contains(old.Name) || frozen?.Contains(old.Name) == true))
            {
                breaks.Add($"{old.Name}: grew, but other structs embed it by value");
            }
        }

        Values(baseline, candidate, breaks);
        return [.. breaks.Distinct()];
    }

    private static List<(int Old, int New)> MatchGroups(LayoutManifest baseline, LayoutManifest candidate, List<string> breaks)
    {
        var pairs = new HashSet<(int Old, int New)>();
        for (var old = 0; old < baseline.Groups.Count; old++)
        {
            foreach (var target in baseline.Groups[old].Targets)
            {
                var now = candidate.Groups.ToList().FindIndex(g => g.Targets.Contains(target));
                if (now < 0)
                {
                    breaks.Add($"target {target}: no longer covered");
                }
                else
                {
                    pairs.Add((old, now));
                }
            }
        }

        return [.. pairs];
    }

    private static void Struct(ManifestStruct old, ManifestStruct now, List<(int Old, int New)> groups, List<string> breaks)
    {
        foreach (var (o, n) in groups)
        {
            if (old.Align[o] != now.Align[n])
            {
                breaks.Add($"{old.Name}: alignment {old.Align[o]} became {now.Align[n]}");
            }

            if (now.Size[n] < old.Size[o])
            {
                breaks.Add($"{old.Name}: size {old.Size[o]} became {now.Size[n]}");
            }
        }

        for (var i = 0; i < old.Members.Count; i++)
        {
            Member(old, old.Members[i], i < now.Members.Count ? now.Members[i] : null, groups, breaks);
        }

        foreach (var added in now.Members.Skip(old.Members.Count))
        {
            if (groups.Any(g => added.OffsetBits[g.New] < old.Size[g.Old] * 8))
            {
                breaks.Add($"{old.Name}.{added.Name}: added inside the old size");
            }
        }
    }

    private static void Member(ManifestStruct record, ManifestMember old, ManifestMember? now, List<(int Old, int New)> groups, List<string> breaks)
    {
        var path = $"{record.Name}.{old.Name}";
        if (now is null)
        {
            breaks.Add($"{path}: removed");
        }
        else if (now.Name != old.Name)
        {
            breaks.Add($"{path}: {now.Name} stands in its place");
        }
        else if (now.Type != old.Type || now.BitWidth != old.BitWidth)
        {
            breaks.Add($"{path}: type '{old.Type}' became '{now.Type}'");
        }
        else if (groups.Any(g => old.OffsetBits[g.Old] != now.OffsetBits[g.New] || old.Size[g.Old] != now.Size[g.New]))
        {
            breaks.Add($"{path}: moved or resized");
        }
    }

    private static void Values(LayoutManifest baseline, LayoutManifest candidate, List<string> breaks)
    {
        var values = candidate.Values.ToDictionary(v => v.Name);
        foreach (var old in baseline.Values)
        {
            if (!values.TryGetValue(old.Name, out var now))
            {
                breaks.Add($"{old.Name}: removed");
            }
            else if ((now.Type, now.Value, now.Value32) != (old.Type, old.Value, old.Value32))
            {
                breaks.Add($"{old.Name}: {old.Type} {old.Value} became {now.Type} {now.Value}");
            }
        }
    }

    private static HashSet<string> Embedded(LayoutManifest manifest)
    {
        var names = manifest.Structs.Select(s => s.Name).ToHashSet();
        return [.. manifest.Structs.SelectMany(s => s.Members).Select(m => m.Type.Replace("struct ", "", StringComparison.Ordinal).Split('[')[0].Trim()).Where(names.Contains)];
    }
}
