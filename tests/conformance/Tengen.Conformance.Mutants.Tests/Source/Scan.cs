// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Libclang;

namespace Tengen.Conformance.Mutants.Source;

/// <summary>All mutants of the kernels that the zoo's plain twin runs.</summary>
internal static class Scan
{
    /// <summary>What computes operators; the shell around them, the ABI, is the matter of the kill matrix.</summary>
    public static readonly string[] Files =
        ["arithmetic.c", "conv.c", "elementwise.c", "functions.c", "matmul.c", "movement.c", "normalization.c", "operators.c", "pool.c", "quantised.c", "reduce.c", "softmax.c"];

    /// <summary>Where the walk begins: what runs an operator, and the order of sums that a table gives the plain twin.</summary>
    private static readonly string[] Roots = ["compute", "sequential"];

    /// <summary>They serve other configurations, and give the plain twin back what it gave.</summary>
    private static readonly string[] Others = ["compute", "narrow", "spoiled", "reverse", "pairwise", "blocked"];

    public static IReadOnlyList<Mutant> Mutants()
    {
        ParsedKernel[] kernels = [.. Files.Select(file => new ParsedKernel(file))];
        try
        {
            var walks = kernels.SelectMany(kernel => kernel.Functions.Select(function => (Name: function.Spelling, Walk: new KernelWalk(kernel, function)))).ToLookup(item => item.Name, item => item.Walk);
            var reached = new HashSet<string>();
            var open = new Queue<string>(Roots);
            while (open.TryDequeue(out var name))
                if (reached.Add(name))
                    foreach (var called in walks[name].SelectMany(walk => walk.Called))
                        open.Enqueue(called);
            return Numbered(reached.Except(Others).SelectMany(name => walks[name]).SelectMany(walk => walk.Mutants));
        }
        finally
        {
            foreach (var kernel in kernels)
                kernel.Dispose();
        }
    }

    private static IReadOnlyList<Mutant> Numbered(IEnumerable<Mutant> mutants)
    {
        var names = new Dictionary<string, int>();
        return [.. mutants.DistinctBy(mutant => (mutant.File, mutant.Start, mutant.End, mutant.Change))
            .OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Start).ThenByDescending(mutant => mutant.End)
            .Select((mutant, i) => mutant with { Number = i + 1, Ordinal = names[mutant.Name] = names.GetValueOrDefault(mutant.Name) + 1 })];
    }
}
