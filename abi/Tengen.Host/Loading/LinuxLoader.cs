// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tengen.Host;

/// <summary>
/// Loads shared libraries on Linux: the file that was hashed is the file that is mapped (<c>/proc/self/fd/N</c>), with all symbols bound
/// at once and none given to other libraries. Source: dlopen(3).
/// </summary>
internal static partial class LinuxLoader
{
    private const int Now = 2;
    private const int Local = 0;
    private static readonly List<FileStream> Mapped = [];

    /// <summary>Maps the open file and returns its handle. A mapped file is kept open for the life of the process: the system's loader knows it by its descriptor.</summary>
    public static nint Map(FileStream file, string path)
    {
        _ = Error();
        var link = $"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}";
        var handle = Open(link, Now | Local);
        if (handle == 0)
            throw new PluginLoadException(LoadFailure.Refused, path, $"the system's loader refuses it: {LastError().Replace($"{link}: ", "", StringComparison.Ordinal)}; ldd -r shows all that is missing");
        Mapped.Add(file);
        return handle;
    }

    public static bool Keeps(FileStream file) => Mapped.Contains(file);

    public static string Hash(FileStream file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private static string LastError() => Marshal.PtrToStringUTF8(Error()) ?? "no reason given";

    [LibraryImport("libc.so.6", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    /// <summary>The last failure, which it forgets. Its first call binds it, and binding asks the loader for a symbol, which forgets too: hence one call before.</summary>
    [LibraryImport("libc.so.6", EntryPoint = "dlerror")]
    private static partial nint Error();
}
