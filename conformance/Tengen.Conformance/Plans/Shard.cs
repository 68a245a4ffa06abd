// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Tengen.Conformance.Plans;

/// <summary>
/// Part <paramref name="Number"/>, from 1, of <paramref name="Count"/> parts of a plan: every Count-th case. Neighbours in a plan cost alike, so
/// the parts do too. The plan is hashed whole: a part knows what the others have to be.
/// </summary>
public sealed record Shard(int Number, int Count)
{
    public const int Most = 10_000;

    /// <summary>Reads <c>2/8</c>. Null when it is no part.</summary>
    public static Shard? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') is [var number, var count]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && i >= 1 && i <= n && n <= Most ? new Shard(i, n) : null;
    }

    public CasePlan Of(CasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new(plan.Ids.Where((_, position) => position % Count == Number - 1));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
