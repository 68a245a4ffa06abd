// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Emit;

/// <summary>How a struct gives the size of its first release: an interface's property, answered by a constant.</summary>
internal sealed record Sized(string Interface, string Property, string Constant)
{
    /// <summary>The structs that have such a constant, by name.</summary>
    public static IReadOnlyDictionary<string, Sized> Find(GeneratorConfig config, Api api)
    {
        if (config.Sized is not { } rule)
        {
            return new Dictionary<string, Sized>();
        }

        var constants = api.Constants.Select(c => c.Name).ToHashSet();
        return api.Records
            .Where(r => constants.Contains(r.Name + rule.Suffix))
            .ToDictionary(r => r.Name, r => new Sized(rule.Interface, rule.Property, $"{config.ConstantsClass}.{r.Name}{rule.Suffix}"));
    }
}
