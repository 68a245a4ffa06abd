// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Tengen.Cli.Tests;

/// <summary>What <c>tengen devices</c> says to people and to programs.</summary>
public sealed class DevicesTests
{
    [Fact]
    public async Task Json_tells_what_the_table_tells()
    {
        var table = (await Tool.Run("devices", "cpu")).Exits(0).Output;
        using var json = JsonDocument.Parse((await Tool.Run("devices", "cpu", "--json", "-")).Exits(0).Output);
        var backend = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("cpu", backend.GetProperty("backend").GetString());
        Assert.True(Path.IsPathRooted(backend.GetProperty("path").GetString()));
        var device = Assert.Single(backend.GetProperty("devices").EnumerateArray());
        foreach (var name in new[] { "name", "kind", "tier", "driver" })
            Assert.Contains(device.GetProperty(name).GetString()!, table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_of_all_backends_has_those_that_cannot_be_asked_with_the_reason()
    {
        using var json = JsonDocument.Parse((await Tool.Run("devices", "--json", "-")).Exits(0).Output);
        Assert.Contains(json.RootElement.EnumerateArray(), backend => backend.GetProperty("backend").GetString() == "cpu");
        Assert.All(json.RootElement.EnumerateArray(), backend => Assert.True(backend.TryGetProperty("path", out _) || backend.GetProperty("error").GetString() == "not built"));
    }
}
