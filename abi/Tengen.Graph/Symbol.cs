// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph;

/// <summary>An extent that is known only at run time. Its value lies in [<paramref name="Min"/>, <paramref name="Max"/>] and is a multiple of <paramref name="Multiple"/>.</summary>
/// <param name="Name">For people; unique in the graph.</param>
/// <param name="Min">Smallest extent.</param>
/// <param name="Max">Largest extent; <see cref="long.MaxValue"/> when nobody knows.</param>
/// <param name="Multiple">Every extent is a multiple of it; at least 1.</param>
/// <param name="Likely">The extent to optimise for; 0 when nobody knows.</param>
public sealed record Symbol(string Name, long Min = 0, long Max = long.MaxValue, long Multiple = 1, long Likely = 0);
