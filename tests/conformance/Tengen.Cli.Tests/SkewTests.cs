// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text.RegularExpressions;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>
/// A plugin made with the C# kit under the C host of tests/abi, built for this minor and for a simulated next one; every struct that crosses
/// ends where memory without access begins.
/// </summary>
public sealed partial class SkewTests(NativeCpu cpu)
{
    [Theory]
    [InlineData("this")]
    [InlineData("rebuilt")]
    [InlineData("aware")]
    public async Task What_every_device_does_holds_for_a_plugin_of_the_kit(string host)
    {
        var program = Repository.PathOf($"build/tests/abi/c/skew/host_{host}");
        Assert.SkipUnless(File.Exists(program), $"{program} is not built: cmake -B build && cmake --build build");
        var names = TestName().Matches(Repository.Read("tests/abi/c/device_tests.c")).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(names);
        foreach (var name in names)
            Assert.Equal("", await Failure(program, name));
    }

    private async Task<string> Failure(string program, string test)
    {
        using var process = Process.Start(new ProcessStartInfo(program, [test, cpu.Library]) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 ? "" : $"{test} ended with {process.ExitCode}: {errors}";
    }

    [GeneratedRegex(@"^TEST\(([a-z0-9_]+)\)", RegexOptions.Multiline)]
    private static partial Regex TestName();
}
