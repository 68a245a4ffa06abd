// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Tengen.Cli.Tests;

/// <summary><c>tengen new backend</c>; what it writes in C is built and certified by <see cref="Tutorials.FirstBackendTests"/>.</summary>
public sealed class NewBackendTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tengen-new-").FullName;

    [Fact]
    public async Task A_backend_in_CSharp_builds_and_certifies_at_once()
    {
        var folder = Path.Combine(_folder, "sharp_npu");
        (await Tool.Run("new", "backend", folder, "--lang", "csharp")).Exits(0);
        var build = await Tool.Finish(System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", ["build", "-c", "Release", "-warnaserror", "-v", "q", "-nologo"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!);
        build.Exits(0);
        var run = (await Tool.Run("certify", Path.Combine(folder, "bin/Release/net10.0/SharpNpu.dll"), "--filter", "Relu/f32/*", "--filter", "Neg/f32/*", "--filter", "submission/*")).Exits(0);
        Assert.Matches(@"Neg +\d+ +[1-9]", run.Output);
        Assert.Matches(@"Relu +\d+ +[1-9]", run.Output);
    }

    [Fact]
    public async Task Nothing_of_the_device_it_was_made_from_is_left_in_a_backend_in_C()
    {
        (await Tool.Run("new", "backend", Path.Combine(_folder, "acme_npu"), "--vendor", "Acme")).Exits(0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder, "acme_npu"), "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("tengen.h", StringComparison.Ordinal)))
            Assert.DoesNotMatch(new Regex("tiny|\"Tengen\"|\\{\\{[a-z]", RegexOptions.IgnoreCase), Path.GetFileName(file) + await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Contains(".vendor = \"Acme\"", await File.ReadAllTextAsync(Path.Combine(_folder, "acme_npu/src/device.c"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cannot name a backend", "new", "backend", "{0}/fresh", "--name", "Npu!")]
    [InlineData("is not empty", "new", "backend", "{0}", "--name", "npu")]
    [InlineData("rust", "new", "backend", "{0}/fresh", "--lang", "rust")]
    [InlineData("--vendor", "new", "backend", "{0}/fresh", "--vendor", "a\"b")]
    public async Task What_cannot_be_written_is_said(string says, params string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "there"), "mine", TestContext.Current.CancellationToken);
        var run = (await Tool.Run([.. arguments.Select(argument => argument.Replace("{0}", _folder, StringComparison.Ordinal))])).Exits(2);
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
        Assert.Equal(["there"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
