// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Conformance.Journals;
using Tengen.OrdinaryHost;

namespace Tengen.Conformance.Repeats;

/// <summary>
/// A copy of the ordinary host under a name that says nothing, drawn anew every time, in a temporary folder that holds what it needs and nothing of the
/// suite. Owned by the supervisor; disposing removes it.
/// </summary>
internal sealed class NeutralFolder : IDisposable
{
    private readonly DirectoryInfo _folder;

    /// <exception cref="JournalException">There is no room, or no temporary folder.</exception>
    public NeutralFolder()
    {
        try
        {
            _folder = Directory.CreateTempSubdirectory();
            Program = Copy(_folder.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(Path.GetTempPath(), e);
        }
    }

    /// <summary>Absolute path of the program, for <see cref="Runtime"/>.</summary>
    public string Program { get; }

    /// <summary>The program that runs others on the runtime of this process.</summary>
    public static string Runtime => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"'{_folder.FullName}' could not be removed: {e.Message}");
        }
    }

    private static string Copy(string folder)
    {
        var name = Path.GetFileNameWithoutExtension(Path.GetRandomFileName());
        var program = Path.Combine(folder, name + ".dll");
        File.Copy(typeof(Answer).Assembly.Location, program);
        foreach (var library in (Type[])[typeof(Host.Device), typeof(Graph.Graph), typeof(Abi.Tg)])
            File.Copy(library.Assembly.Location, Path.Combine(folder, Path.GetFileName(library.Assembly.Location)));
        var version = Environment.Version;
        File.WriteAllText(Path.ChangeExtension(program, ".runtimeconfig.json"),
            $$"""{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"{{version.Major}}.{{version.Minor}}.0"},"configProperties":{"System.Globalization.Invariant":true} } }""");
        return program;
    }
}
