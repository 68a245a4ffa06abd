// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;

namespace Tengen.Interop.OnnxRuntime.Tests;

/// <summary>The provider in a host without a .NET runtime, and what a plugin can do to a process.</summary>
public sealed class CHostTests
{
    [Theory]
    [MemberData(nameof(Backend.All), MemberType = typeof(Backend))]
    public async Task A_host_in_C_runs_a_model(string backend) => Same(await CHost.Run(Models.Mlp(), "run", Backend.Options(backend)));

    [Fact]
    public async Task A_session_outlives_the_registration() => Same(await CHost.Run(Models.Mlp(), "unregister", Backend.Options("tiny")));

    [Fact]
    public async Task When_a_plugin_ends_the_process_the_log_names_it()
    {
        var outcome = await CHost.Run(Models.Mlp(), "run", Backend.Of(Backend.Built("zoo"), ("open.zoo", "crash")));
        Assert.True(outcome.ExitCode is 134 or 139, $"exit code {outcome.ExitCode}: {outcome.Errors}");
        Assert.Contains("libtengen_zoo.so", outcome.Errors, StringComparison.Ordinal);
    }

    private static void Same(CHost.Outcome outcome)
    {
        Assert.True(outcome.ExitCode == 0, $"exit code {outcome.ExitCode}: {outcome.Errors}");
        using var plain = Runtime.Plain(Models.Mlp());
        Assert.Null(TensorData.Of(outcome.Numbers, 3, 3).Differs(Runtime.Run(plain, CHost.Input)[0], 1e-4, 1e-6));
    }
}
