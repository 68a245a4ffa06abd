// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Tengen.Conformance.Mutants;

/// <summary>
/// What became of the mutants so far, a line of a file for each, so that a long run can be made in parts: TENGEN_MUTANTS_JOURNAL names the file, without which nothing is kept. It does not see
/// that kernels or cases have changed: lines that are to be asked again are deleted by hand.
/// </summary>
internal sealed class FateJournal
{
    private readonly string? _path = Environment.GetEnvironmentVariable("TENGEN_MUTANTS_JOURNAL");
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Fate> _fates = [];

    /// <param name="all">Every mutant there is; lines of others are not taken.</param>
    public FateJournal(IReadOnlyList<Mutant> all)
    {
        var mutants = all.ToDictionary(mutant => mutant.Name);
        if (File.Exists(_path))
            foreach (var cells in File.ReadLines(_path).Select(line => line.Split('\t')))
                if (mutants.TryGetValue(cells[0], out var mutant))
                    _fates[mutant.Name] = new(mutant, bool.Parse(cells[1]), Or(cells[2]), Or(cells[3]), Number(cells[4]), Number(cells[5]), Number(cells[6]));
    }

    public Fate? Of(Mutant mutant)
    {
        lock (_lock)
            return _fates.GetValueOrDefault(mutant.Name);
    }

    public void Add(Fate fate)
    {
        lock (_lock)
        {
            _fates[fate.Mutant.Name] = fate;
            if (_path is not null)
                File.AppendAllText(_path, string.Create(CultureInfo.InvariantCulture, $"{fate.Mutant.Name}\t{fate.IsReached}\t{fate.Killer}\t{fate.Case}\t{fate.Asked}\t{fate.OfficialAsked}\t{fate.OfficialAccepted}\n"));
        }
    }

    private static string? Or(string cell) => cell.Length > 0 ? cell : null;

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
