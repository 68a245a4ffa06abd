// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Cases;

namespace Tengen.Tests.Tightness;

/// <summary>
/// Per planted bug, in how many cases it has an effect and which gate catches it first. It has an effect where a gate catches it, or where the
/// root mean square of its error is 1.1 times that of the worst legal twin or more: what no error shows is no bug.
/// </summary>
internal sealed class PowerTable
{
    private const double Noticeable = 1.1;
    private readonly Dictionary<string, int[]> _counts = PlantedBugs.Names.ToDictionary(name => name, _ => new int[3]);

    public void Add(Case item)
    {
        var held = new HeldCase(item);
        if (!held.HasTolerance)
            return;
        var legal = LegalTwins.Of(held.Call).Max(twin => held.Hold(twin.Simulation, twin.Form).Error);
        foreach (var (name, bug) in PlantedBugs.Of(held.Call))
        {
            var outputs = held.Hold(bug);
            if (outputs.FailsHard)
                _counts[name][0]++;
            else if (outputs.FailsStatistical)
                _counts[name][1]++;
            else if (outputs.Error > Noticeable * legal)
                _counts[name][2]++;
        }
    }

    /// <summary>Cases in which a bug has an effect.</summary>
    public int Effective(string bug) => _counts[bug].Sum();

    /// <summary>Cases in which a gate catches a bug.</summary>
    public int Caught(string bug) => _counts[bug][0] + _counts[bug][1];

    public void Print(TextWriter writer)
    {
        writer.WriteLine($"{"planted bug",-28}{"cases",8}{"hard",8}{"statistical",13}{"neither",9}");
        foreach (var (name, counts) in _counts)
            writer.WriteLine($"{name,-28}{counts.Sum(),8}{counts[0],8}{counts[1],13}{counts[2],9}");
    }
}
