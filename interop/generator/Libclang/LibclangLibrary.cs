// SPDX-License-Identifier: Apache-2.0
using System.Reflection;
using System.Runtime.InteropServices;

namespace Tengen.Interop.Generator.Libclang;

/// <summary>
/// Finds libclang: the file named by <c>TENGEN_LIBCLANG</c>, else the newest known of the system's versions.
/// Debian has no unversioned libclang.so without the -dev package, so versioned names are tried.
/// </summary>
internal static class LibclangLibrary
{
    public const string Name = "libclang";

    /// <summary>Set to the absolute path of a libclang to use that one and no other.</summary>
    public const string OverrideVariable = "TENGEN_LIBCLANG";

    private static readonly string[] s_names =
    [
        "libclang-19.so.1", "/usr/lib/llvm-19/lib/libclang-19.so.1",
        "libclang-20.so.1", "libclang-21.so.1", "libclang-18.so.1", "libclang-17.so.1", "libclang-16.so.1",
        "libclang.so.1", "libclang.dylib", "libclang.dll",
    ];

    private static readonly Lazy<nint> s_handle = new(() => Find(Candidates()));

    /// <summary>Routes this assembly's imports of <see cref="Name"/> to the library found.</summary>
    public static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(LibclangLibrary).Assembly, Resolve);

    /// <summary>Whether a libclang can be loaded; when not, <paramref name="reason"/> says what was tried and what to install.</summary>
    public static bool IsAvailable(out string reason)
    {
        try
        {
            _ = s_handle.Value;
            reason = "";
            return true;
        }
        catch (LibclangNotFoundException e)
        {
            reason = e.Message;
            return false;
        }
    }

    /// <summary>Loads the first of <paramref name="candidates"/> that loads.</summary>
    /// <exception cref="LibclangNotFoundException">None does.</exception>
    public static nint Find(IReadOnlyList<string> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }

        throw new LibclangNotFoundException(candidates);
    }

    private static string[] Candidates() =>
        Environment.GetEnvironmentVariable(OverrideVariable) is { Length: > 0 } path ? [path] : s_names;

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths) =>
        name == Name ? s_handle.Value : 0;
}
