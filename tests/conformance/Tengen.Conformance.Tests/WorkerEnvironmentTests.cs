// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Tests;

public sealed class WorkerEnvironmentTests
{
    [Fact]
    public void A_worker_is_given_named_variables_and_nothing_else()
    {
        var environment = new Dictionary<string, string?> { ["PATH"] = "/bin", ["OMP_NUM_THREADS"] = "2", ["SECRET_TOKEN"] = "x", ["CI"] = "true" };
        WorkerEnvironment.Restrict(environment);
        Assert.Equal(["OMP_NUM_THREADS", "PATH"], environment.Keys.Except(WorkerEnvironment.OwnNames).Order());
    }

    [Fact]
    public void What_the_suite_sets_itself_is_not_for_the_user_to_change_but_for_diagnostics()
    {
        var environment = new Dictionary<string, string?> { ["DOTNET_TieredPGO"] = "1", ["DOTNET_EnableDiagnostics"] = "1" };
        WorkerEnvironment.Restrict(environment);
        Assert.Equal(("0", "1"), (environment["DOTNET_TieredPGO"], environment["DOTNET_EnableDiagnostics"]));
        Assert.Equal(WorkerEnvironment.OwnNames.Order(), environment.Keys.Order());
    }

    [Fact]
    public void What_is_pinned_is_what_is_passed()
    {
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value);
        WorkerEnvironment.Restrict(environment);
        Assert.Equal(environment.OrderBy(pair => pair.Key, StringComparer.Ordinal), WorkerEnvironment.Passed().Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        Assert.NotEmpty(environment);
    }
}
