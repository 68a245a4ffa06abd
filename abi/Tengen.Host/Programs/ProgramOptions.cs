// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Host;

/// <summary>How a program is compiled.</summary>
public sealed record ProgramOptions
{
    public static readonly ProgramOptions Default = new();

    /// <summary>Named settings; the same ones the graph was queried with.</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Lends constants to the plugin until the program is destroyed, so that it need not copy them.</summary>
    public bool PersistentConstants { get; init; }
}
