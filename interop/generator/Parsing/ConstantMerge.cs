// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Parsing;

/// <summary>
/// Makes one list of constants from those of all targets: 64-bit targets must agree, 32-bit ones too, and a value may differ between the two.
/// Constants that some target lacks are not constants of the interface.
/// </summary>
internal static class ConstantMerge
{
    /// <exception cref="GeneratorException">Targets of one width disagree.</exception>
    public static IReadOnlyList<Constant> Merge(IReadOnlyList<(Target Target, IReadOnlyList<Constant> Constants)> parsed)
    {
        var maps = parsed.Select(p => (p.Target, Map: p.Constants.ToDictionary(c => c.Name))).ToList();
        var merged = new List<Constant>();
        foreach (var constant in parsed.First(p => p.Target.Bits == 64).Constants.Where(c => maps.All(m => m.Map.ContainsKey(c.Name))))
        {
            var wide = Agreed(maps, constant.Name, 64)!;
            var narrow = Agreed(maps, constant.Name, 32);
            merged.Add(constant with { Value32 = narrow is null || narrow == wide ? null : narrow });
        }

        return merged;
    }

    private static string? Agreed(List<(Target Target, Dictionary<string, Constant> Map)> maps, string name, int bits)
    {
        var values = maps.Where(m => m.Target.Bits == bits).Select(m => (m.Target.Triple, m.Map[name].Value)).ToList();
        foreach (var (triple, value) in values)
        {
            if (value != values[0].Value)
            {
                throw new GeneratorException($"constant {name} is {values[0].Value} on {values[0].Triple} and {value} on {triple}");
            }
        }

        return values.Count == 0 ? null : values[0].Value;
    }
}
