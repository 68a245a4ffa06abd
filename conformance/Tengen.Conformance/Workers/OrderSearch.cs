// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Workers;

/// <summary>
/// Finds the case after which another one goes wrong, when that one is good alone: what ran before it is run again before it, and halved. Each
/// try has a process of its own. Cases of the run that go wrong themselves on the way count like the one in question.
/// </summary>
/// <param name="judge">Runs cases in one fresh process, in order, and says whether any of them was bad.</param>
internal sealed class OrderSearch(Func<IReadOnlyList<string>, Task<bool>> judge)
{
    /// <summary>How far back is looked: a fault that shows later than this many cases is not attributed.</summary>
    public const int Farthest = 256;

    /// <returns>The last case without which <paramref name="victim"/> is good; null when it is good after all of them too.</returns>
    public async Task<string?> Find(IReadOnlyList<string> before, string victim)
    {
        var run = before.Skip(before.Count - Farthest).ToList();
        if (run.Count == 0 || !await judge([.. run, victim]).ConfigureAwait(false))
            return null;
        var (bad, good) = (0, run.Count);
        while (good - bad > 1)
        {
            var middle = (bad + good) / 2;
            if (await judge([.. run.Skip(middle), victim]).ConfigureAwait(false))
                bad = middle;
            else
                good = middle;
        }
        return run[bad];
    }
}
