// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Plans;

/// <summary>
/// Cases whose extents follow from the nonce: a published plan alone is answered by a plugin that is right for its shapes and for no others. Of every operator
/// and dtype one case is drawn, and its numbers are exchanged. The innermost extents of a dtype's first inputs go through <see cref="Extents.Innermost"/>, one after
/// another. The daily nonce draws none: everybody knows it.
/// </summary>
public static class DrawnCases
{
    /// <summary>Drawing ends here: some parameters leave no choice.</summary>
    private const int Draws = 32;

    private static readonly HashSet<string> Data =
        [Case.Integers, DataSets.Uniform.Name, DataSets.ExactInt.Name, DataSets.Normal.Name, DataSets.Positive.Name];

    /// <summary>The plan with the drawn cases behind the operators' own.</summary>
    /// <param name="planned">Ids of generated cases, each once.</param>
    /// <param name="nonce">The run's.</param>
    public static IEnumerable<string> With(IEnumerable<string> planned, string nonce)
    {
        var own = planned.ToList();
        return nonce == Case.DailyNonce ? own : own.Concat(Of(own, nonce));
    }

    /// <summary>The drawn cases alone, in the order of the planned ones.</summary>
    /// <param name="planned">Ids of generated cases, each once.</param>
    /// <param name="nonce">Any.</param>
    public static IEnumerable<string> Of(IEnumerable<string> planned, string nonce)
    {
        var own = planned.ToList();
        var taken = own.ToHashSet(StringComparer.Ordinal);
        var pairs = own.Select(Case.Parse).Where(item => Data.Contains(item.Data)).GroupBy(item => (item.Op, item.Type)).Select((cases, place) => (Place: place, Cases: cases.ToList()));
        return pairs.GroupBy(pair => pair.Cases[0].Type).AsParallel().SelectMany(type =>
        {
            var innermost = new Queue<long>(Extents.Shuffled(Counter.Of($"{type.Key}", Case.SuiteVersion, nonce)));
            return type.Select(pair => (pair.Place, Id: Draw(pair.Cases, taken, innermost, nonce))).ToList();
        }).OrderBy(drawn => drawn.Place).Select(drawn => drawn.Id).OfType<string>();
    }

    private static string? Draw(List<Case> group, HashSet<string> taken, Queue<long> innermost, string nonce)
    {
        var counter = Counter.Of($"{group[0].Op}/{group[0].Type}", Case.SuiteVersion, nonce);
        for (var draw = 0; draw < Draws; draw++)
        {
            var walk = new ExtentWalk(group[(int)counter.Integer(~(ulong)draw, 0, group.Count - 1)], counter.Stream(draw));
            var met = walk.TakeInnermost(innermost.Peek());
            walk.Run();
            if (taken.Contains(walk.Case.Id))
                continue;
            if (met)
                innermost.Enqueue(innermost.Dequeue());
            return walk.Case.Id;
        }
        return null;
    }
}
