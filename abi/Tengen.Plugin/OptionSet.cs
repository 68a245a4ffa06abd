// SPDX-License-Identifier: Apache-2.0
using System.Collections;

namespace Tengen.Plugin;

/// <summary>
/// Named settings of a call, both strings. The kit has refused keys that the backend did not declare; unknown <c>hint.*</c> keys are still
/// there and may be ignored. Immutable.
/// </summary>
public sealed class OptionSet : IReadOnlyCollection<KeyValuePair<string, string>>
{
    public static readonly OptionSet Empty = new([]);

    private readonly KeyValuePair<string, string>[] _pairs;

    internal OptionSet(KeyValuePair<string, string>[] pairs) => _pairs = pairs;

    public int Count => _pairs.Length;

    /// <summary>The value, or null when the key is absent.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (var pair in _pairs)
                if (pair.Key == key)
                    return pair.Value;
            return null;
        }
    }

    /// <summary>The value as an integer within bounds.</summary>
    /// <exception cref="PluginException">It is no such integer: <see cref="Status.InvalidArgument"/> that names key and value.</exception>
    public int Int(string key, int whenAbsent, int min = int.MinValue, int max = int.MaxValue)
    {
        if (this[key] is not { } text)
            return whenAbsent;
        return int.TryParse(text, out var value) && value >= min && value <= max
            ? value
            : throw Invalid(key, text, $"an integer from {min} to {max}");
    }

    /// <summary>True for <c>1</c> and <c>true</c>, false for <c>0</c> and <c>false</c>.</summary>
    /// <exception cref="PluginException">It is neither.</exception>
    public bool Flag(string key, bool whenAbsent) => this[key] switch
    {
        null => whenAbsent,
        "1" or "true" => true,
        "0" or "false" => false,
        var text => throw Invalid(key, text, "true or false"),
    };

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_pairs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static PluginException Invalid(string key, string text, string expected) =>
        new(Status.InvalidArgument, $"option:{key}", $"option '{key}' is '{text}'; it takes {expected}");
}
