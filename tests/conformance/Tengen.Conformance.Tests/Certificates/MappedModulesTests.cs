// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Tests.Certificates;

/// <summary>The file that a run is tied to is the one that every worker has loaded.</summary>
public sealed class MappedModulesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tengen-modules-");

    [Fact]
    public void A_plugin_that_changes_in_the_course_of_a_run_ends_it()
    {
        var plugin = Path.Combine(_folder.FullName, "libvendor.so");
        File.WriteAllText(plugin, "one");
        using var journal = new Journal(Path.Combine(_folder.FullName, Journal.FileName));
        var modules = new MappedModules(journal, new PinnedFile(plugin, FileDigest.Of(plugin)));
        modules.Meet(Environment.ProcessId);
        modules.Look(Environment.ProcessId);
        File.WriteAllText(plugin, "two");
        Assert.Contains("was changed in the course of the run", Assert.Throws<WorkerStartException>(() => modules.Look(Environment.ProcessId)).Message, StringComparison.Ordinal);
        File.Delete(plugin);
        Assert.Throws<WorkerStartException>(() => modules.Look(Environment.ProcessId));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
