// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Security.Cryptography;

namespace Tengen.Tests;

/// <summary>
/// The official ONNX cases and models, which are not part of the checkout. Archives are looked for in <c>$TENGEN_DATA</c>, then in a folder
/// <c>shared/data</c> above the tests, and extracted once per machine. A test that needs what is not there is skipped with the reason.
/// </summary>
internal static class TestData
{
    private const string Debian = "/usr/share/libonnx-testdata/data/node";
    private static readonly Lazy<(string? Folder, string Reason)> Nodes = new(() => Extract("onnx-node-cases.tar.xz"));
    private static readonly Lazy<(string? Folder, string Reason)> Light = new(() => Extract("onnx-light-models.tar.xz"));

    /// <summary>The folders of the official operator cases, ordered by name.</summary>
    public static IReadOnlyList<string> NodeCases() =>
        Nodes.Value.Folder is { } folder ? Children(Path.Combine(folder, "node"))
        : Directory.Exists(Debian) ? Children(Debian)
        : Skip($"{Nodes.Value.Reason}; {Debian} is missing too");

    /// <summary>The folders of the official light models, ordered by name.</summary>
    public static IReadOnlyList<string> LightModels() =>
        Light.Value.Folder is { } folder ? Children(Path.Combine(folder, "light")) : Skip(Light.Value.Reason);

    private static IReadOnlyList<string> Children(string folder) => [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)];

    private static IReadOnlyList<string> Skip(string reason)
    {
        Assert.Skip(reason);
        return [];
    }

    private static (string? Folder, string Reason) Extract(string archive)
    {
        if (Find(archive) is not { } path)
            return (null, $"{archive} is neither in $TENGEN_DATA nor in a shared/data folder above {AppContext.BaseDirectory}");
        using var stream = File.OpenRead(path);
        var folder = Path.Combine(Path.GetTempPath(), $"tengen-data-{Convert.ToHexStringLower(SHA256.HashData(stream))[..16]}");
        if (Directory.Exists(folder))
            return (folder, "");
        var partial = Directory.CreateDirectory($"{folder}.{Environment.ProcessId}").FullName;
        try
        {
            using var tar = Process.Start(new ProcessStartInfo("tar", ["-xJf", path, "-C", partial]) { RedirectStandardError = true })!;
            var error = tar.StandardError.ReadToEnd();
            tar.WaitForExit();
            if (tar.ExitCode != 0)
                return (null, $"tar cannot extract {archive} (is xz-utils installed?): {error.Trim()}");
            Directory.Move(partial, folder);
        }
        catch (System.ComponentModel.Win32Exception cause)
        {
            return (null, $"{archive} cannot be extracted: tar is missing ({cause.Message})");
        }
        catch (IOException) when (Directory.Exists(folder))
        {
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
        }
        return (folder, "");
    }

    private static string? Find(string archive)
    {
        if (Environment.GetEnvironmentVariable("TENGEN_DATA") is { Length: > 0 } set && File.Exists(Path.Combine(set, archive)))
            return Path.Combine(set, archive);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data", archive) is var path && File.Exists(path))
                return path;
        return null;
    }
}
