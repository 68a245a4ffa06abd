// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Security.Cryptography;

namespace Tengen.Tests;

/// <summary>Finds an archive of official data in <c>$TENGEN_DATA</c> or a folder <c>shared/data</c> above the program, and extracts it once per machine.</summary>
internal static class OfficialArchive
{
    /// <summary>The folder with what was in it, or null and why there is none.</summary>
    public static (string? Folder, string Reason) Extract(string archive)
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
