// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>Reads options and refuses keys that nobody declared (TG-P-14).</summary>
internal static unsafe class OptionReader
{
    public static OptionSet Read(in tg_options options, ImmutableArray<string> known, string what)
    {
        Wire.Zero(options.reserved, $"{what}.reserved");
        if (options.count == 0)
            return OptionSet.Empty;
        if (options.keys == null || options.values == null)
            throw new PluginException(Status.InvalidArgument, "TG-P-7", $"{what} has {options.count} options and no keys or values");
        var pairs = new List<KeyValuePair<string, string>>();
        for (uint i = 0; i < options.count; i++)
        {
            var key = Utf8Text.Required(options.keys[i], $"{what}.keys[{i}]");
            if (!known.Contains(key) && !key.StartsWith("hint.", StringComparison.Ordinal))
                throw new PluginException(Status.InvalidArgument, "TG-P-14", $"option '{key}' is not known; known here: {(known.IsEmpty ? "none" : string.Join(", ", known))}");
            pairs.Add(new(key, Utf8Text.Required(options.values[i], $"{what}.values[{i}]")));
        }
        return new OptionSet([.. pairs]);
    }
}
