// SPDX-License-Identifier: Apache-2.0
using System.Reflection;
using System.Security.Cryptography;

namespace Tengen.Conformance.Profiles;

/// <summary>The profiles that this build of the suite carries.</summary>
public static class ProfileLibrary
{
    private const string Prefix = "profiles/";

    /// <summary>Ordered by name (ordinal).</summary>
    public static IReadOnlyList<Profile> All { get; } = [.. Read().OrderBy(profile => profile.Name, StringComparer.Ordinal)];

    public static Profile? Find(string name) => All.FirstOrDefault(profile => profile.Name == name);

    /// <summary>The bytes of the file that a profile of <see cref="All"/> was read from.</summary>
    public static byte[] FileOf(Profile profile) => Resources().Single(bytes => Convert.ToHexStringLower(SHA256.HashData(bytes)) == profile.Hash);

    private static IEnumerable<Profile> Read() => Resources().Select(bytes => Profile.Parse(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))));

    private static IEnumerable<byte[]> Resources()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return bytes;
        }
    }
}
