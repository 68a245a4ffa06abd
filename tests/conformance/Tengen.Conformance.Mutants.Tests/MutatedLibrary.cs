// SPDX-License-Identifier: Apache-2.0
using System.Reflection;
using Tengen.Conformance.Mutants.Source;
using Tengen.Tests;

namespace Tengen.Conformance.Mutants;

/// <summary>The zoo with all of its mutants in one plugin, whose device i is mutant i.</summary>
internal static class MutatedLibrary
{
    /// <param name="mutants">All of them.</param>
    /// <param name="seen">Absolute path of a file of a byte for every mutant and one for none: the plugin writes 1 where a position is passed. It need not exist.</param>
    /// <returns>Absolute path of the plugin, in a fresh folder.</returns>
    public static string Build(IReadOnlyList<Mutant> mutants, string seen)
    {
        var folder = TestFolder.New("mutants");
        foreach (var name in (string[])["mutants.h", "mutants.c"])
            File.WriteAllText(Path.Combine(folder, name), Resource(name));
        foreach (var file in mutants.GroupBy(mutant => mutant.File))
            File.WriteAllText(Path.Combine(folder, file.Key), Schemata.Of(Repository.Read($"{ParsedKernel.Folder}/{file.Key}"), file));
        var zoo = Repository.PathOf(ParsedKernel.Folder);
        var others = Directory.EnumerateFiles(zoo, "*.c").Where(path => Path.GetFileName(path) != "configurations.c" && !File.Exists(Path.Combine(folder, Path.GetFileName(path))));
        var library = Path.Combine(folder, "libtengen_mutants.so");
        var (code, output) = CCompiler.Run("cc", folder,
        [
            "-std=c11", "-D_GNU_SOURCE", "-O2", "-w", "-shared", "-fPIC", "-fvisibility=hidden", "-Wl,--wrap=compute", "-I", folder, "-I", zoo, "-I", Repository.PathOf("abi/include"),
            $"-DMUTANTS={mutants.Count}", $"-DSEEN=\"{seen}\"", "-o", library, .. Directory.EnumerateFiles(folder, "*.c"), .. others, "-pthread", "-lm",
        ]);
        Assert.True(code == 0, output);
        return library;
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
