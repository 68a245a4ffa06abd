// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>
/// The C# host, suite and plugin kit over a mirror that was generated anew from the header of a simulated next minor (tests/abi/skew), against
/// what was built for this one: a rebuilt host takes old and new plugins, a rebuilt kit serves old and new hosts and refuses what it does not know.
/// </summary>
public sealed partial class NextMinorTests(NativeCpu cpu)
{
    private const string Skew = "build/tests/abi/c/skew";

    [Fact]
    public async Task A_host_and_a_kit_made_anew_from_the_next_header_meet_those_of_this_one()
    {
        var header = Repository.PathOf($"{Skew}/include/tengen/tengen.h");
        Assert.SkipUnless(File.Exists(header), $"{header} is not there: cmake -B build && cmake --build build");
        using var copy = new ScratchCopy();
        copy.Bring("build/plugins/libtengen_allocations.so");
        copy.Write("abi/include/tengen/tengen.h", await File.ReadAllTextAsync(header, TestContext.Current.CancellationToken));
        await copy.Succeeds("dotnet", Repository.BuiltFrom("interop/generator", "Tengen.Interop.Generator.dll"), "interop/generator/configs/tengen.json");
        Assert.Contains("TG_MINOR = 1;", await File.ReadAllTextAsync(copy.PathOf("abi/Tengen.Abi/Constants.g.cs"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await copy.Succeeds("dotnet", "build", "conformance/Tengen.Cli", "-c", "Release", "-v", "q", "-nologo", "-p:RunAnalyzers=false");

        var next = copy.PathOf("conformance/Tengen.Cli/bin/Release/net10.0/tengen");
        foreach (var plugin in new[] { Repository.PathOf("build/plugins/libtengen_tiny.so"), Repository.PathOf("build/plugins/skew/libtiny_aware.so"), cpu.Library, "cpu" })
            await Conforms(copy, next, plugin);

        var kit = copy.PathOf("backends/cpu/bin/Release/net10.0/Tengen.Backends.Cpu.dll");
        foreach (var plugin in new[] { kit, Repository.PathOf("build/plugins/skew/libtiny_aware.so") })
            await Conforms(copy, Tool.Executable, plugin);

        await copy.Succeeds("dotnet", "publish", "backends/cpu", "-c", "Release", "-r", "linux-x64", "-p:TengenNative=true", "-p:RunAnalyzers=false", "-o", "native", "--artifacts-path", "native/obj", "-v", "q", "-nologo");
        var native = copy.PathOf("native/Tengen.Backends.Cpu.so");
        await copy.Succeeds(Repository.PathOf($"{Skew}/next_host"), "a_set_field_that_the_plugin_does_not_know_is_too_new", native);
        await copy.Succeeds(Repository.PathOf($"{Skew}/next_host"), "without_the_new_fields_everything_works", native);
        foreach (var host in new[] { "this", "rebuilt", "aware" })
            foreach (Match test in TestName().Matches(Repository.Read("tests/abi/c/device_tests.c")))
                await copy.Succeeds(Repository.PathOf($"{Skew}/host_{host}"), test.Groups[1].Value, native);
    }

    private static async Task Conforms(ScratchCopy copy, string tool, string plugin) =>
        Assert.Contains("CONFORMANT", await copy.Succeeds(tool, "certify", plugin, "--filter", "Add/f32/*", "--filter", "contract/*"), StringComparison.Ordinal);

    [GeneratedRegex(@"^TEST\(([a-z0-9_]+)\)", RegexOptions.Multiline)]
    private static partial Regex TestName();
}
