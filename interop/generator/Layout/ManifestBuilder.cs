// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Model;
using Tengen.Interop.Generator.Parsing;

namespace Tengen.Interop.Generator.Layout;

/// <summary>Groups targets by what they agree on; 64-bit targets must agree on everything.</summary>
internal static class ManifestBuilder
{
    /// <exception cref="GeneratorException">Two 64-bit targets differ; the first difference is named.</exception>
    public static LayoutManifest Build(string header, IReadOnlyList<(Target Target, IReadOnlyList<RecordLayout> Layouts)> parsed, Api api)
    {
        var groups = new List<(List<Target> Targets, IReadOnlyList<RecordLayout> Layouts)>();
        foreach (var (target, layouts) in parsed)
        {
            var same = groups.FirstOrDefault(g => g.Targets[0].Bits == target.Bits && Difference(g.Layouts, layouts) is null);
            if (same.Targets is not null)
            {
                same.Targets.Add(target);
                continue;
            }

            if (target.Bits == 64 && groups.FirstOrDefault(g => g.Targets[0].Bits == 64) is { Targets: not null } other)
            {
                throw new GeneratorException($"{header}: {target.Triple} differs from {other.Targets[0].Triple}: {Difference(other.Layouts, layouts)}");
            }

            groups.Add(([target], layouts));
        }

        var structs = groups[0].Layouts.Select((first, i) => new ManifestStruct(
            first.Name,
            [.. groups.Select(g => g.Layouts[i].Size)],
            [.. groups.Select(g => g.Layouts[i].Align)],
            [.. first.Members.Select((m, k) => new ManifestMember(
                m.Name, m.Type, [.. groups.Select(g => g.Layouts[i].Members[k].OffsetBits)], [.. groups.Select(g => g.Layouts[i].Members[k].Size)], m.BitWidth))]));
        var values = api.Constants.Select(c => new ManifestValue(c.Name, c.CSharpType, c.Value, c.Value32))
            .Concat(api.Enums.SelectMany(e => e.Members.Select(m => new ManifestValue($"{e.Name}.{m.Name}", e.Underlying, m.Value, null))));
        return new LayoutManifest(
            header, [.. groups.Select(g => new TargetGroup(g.Targets[0].Bits, [.. g.Targets.Select(t => t.Triple)]))], [.. structs], [.. values]);
    }

    private static string? Difference(IReadOnlyList<RecordLayout> one, IReadOnlyList<RecordLayout> two)
    {
        foreach (var (a, b) in one.Zip(two))
        {
            if (Place(a.Name, a.Size, a.Align) is var x && Place(b.Name, b.Size, b.Align) is var y && x != y)
            {
                return $"{y} instead of {x}";
            }

            foreach (var (m, n) in a.Members.Zip(b.Members))
            {
                if ((m.Name, m.OffsetBits, m.Size, m.Align, m.BitWidth) != (n.Name, n.OffsetBits, n.Size, n.Align, n.BitWidth))
                {
                    return $"{b.Name}.{n.Name} at bit {n.OffsetBits} with {n.Size} bytes instead of bit {m.OffsetBits} with {m.Size}";
                }
            }
        }

        return one.Count == two.Count ? null : $"{two.Count} records instead of {one.Count}";
    }

    private static string Place(string name, long size, long align) => $"{name} of {size} bytes aligned to {align}";
}
