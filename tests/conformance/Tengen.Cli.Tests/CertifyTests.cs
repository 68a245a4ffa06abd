// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>The backends of this tree are certified as a user would do it: by name, and the same code as a NativeAOT library by path.</summary>
public sealed class CertifyTests(NativeCpu cpu)
{
    [Theory]
    [InlineData("cpu", 7300)]
    [InlineData("reference", 7200)]
    [InlineData("tiny", 300)]
    public async Task A_backend_of_this_tree_is_conformant(string backend, int passes)
    {
        if (backend == "tiny")
            CPlugin.Built("tiny");
        Conformant(await Tool.Run("certify", backend, "--json", "-"), passes);
    }

    [Fact]
    public async Task The_asynchronous_device_is_conformant()
    {
        CPlugin.Built("tiny");
        Conformant(await Tool.Run("certify", "tiny", "--option", "mode=async", "--option", "delay_us=200", "--json", "-"), 300);
    }

    [Fact]
    public async Task A_backend_that_refuses_every_operator_shows_nothing()
    {
        CPlugin.Built("null");
        var run = (await Tool.Run("certify", "null", "--filter", "Add/*", "--json", "-")).Exits(1);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("unsupported", Assert.Single(json.RootElement.GetProperty("verdicts").EnumerateObject()).Name);
        Assert.Contains("nothing was shown", (await Tool.Run("certify", "null")).Exits(1).Output, StringComparison.Ordinal);
        Conformant(await Tool.Run("certify", "null", "--filter", "contract/*", "--json", "-"), 8);
    }

    [Fact]
    public async Task The_cpu_backend_as_a_native_library_is_conformant()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{new FileInfo(cpu.Library).Length:N0} bytes");
        Conformant(await Tool.Run("certify", cpu.Library, "--json", "-"), 7300);
    }

    private static void Conformant(ToolRun run, int passes)
    {
        Assert.True(run.ExitCode == 0, run.ToString());
        using var json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("conformant").GetBoolean());
        Assert.True(json.RootElement.GetProperty("verdicts").GetProperty("pass").GetInt32() >= passes, run.Output);
        Assert.InRange(json.RootElement.GetProperty("worst_err_over_bound").GetDouble(), 0, 1);
    }
}
