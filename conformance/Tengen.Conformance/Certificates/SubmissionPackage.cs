// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Certificates;

/// <summary>
/// A certified run in one file: a ZIP archive of results, evidence, certificate, the profile, the waivers in force and the benchmark that it claims, with a manifest of their digests.
/// The same files give the same bytes.
/// </summary>
public static class SubmissionPackage
{
    public const string ManifestName = "manifest.json";
    private const int LargestManifest = 1 << 16;
    private const long LargestPackage = 1L << 32;
    private static readonly string[] Required = [Certificate.FileName, EvidenceFile.Name, Journal.FileName];
    private static readonly string[] Optional = ["profile.json", SpeedFile.Name, "waivers.json"];
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes what of a package lies in a folder.</summary>
    /// <param name="folder">The run's folder; holds at least results and evidence.</param>
    /// <param name="certificate">The bytes of the certificate.</param>
    /// <param name="profile">The bytes of the profile's file, when there is a profile.</param>
    /// <param name="output">Is written to from its start.</param>
    /// <exception cref="IOException">A file is missing, or cannot be read.</exception>
    public static void Write(string folder, byte[] certificate, byte[]? profile, Stream output)
    {
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var files = new List<PackagedFile>();
        foreach (var name in Required.Concat(Optional).Order(StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, name);
            var bytes = name == "profile.json" ? profile : name == Certificate.FileName ? certificate : Required.Contains(name) || File.Exists(path) ? File.ReadAllBytes(path) : null;
            if (bytes is null)
                continue;
            files.Add(new PackagedFile(name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
            Add(archive, name, bytes);
        }
        Add(archive, ManifestName, JsonSerializer.SerializeToUtf8Bytes(new PackageManifest(1, files), PackageJson.Default.PackageManifest));
    }

    /// <summary>Unpacks into a folder and holds every file against the manifest.</summary>
    /// <returns>What does not hold; the files that do lie in the folder.</returns>
    /// <exception cref="EvidenceException">It is no package at all.</exception>
    public static IReadOnlyList<VerificationFault> Extract(string package, string folder)
    {
        try
        {
            using var archive = ZipFile.OpenRead(package);
            var manifest = Manifest(archive);
            var faults = new List<VerificationFault>();
            faults.AddRange(archive.Entries.Select(entry => entry.FullName).Concat(manifest.Files.Select(file => file.Name)).CountBy(name => name).Where(pair => pair.Value > (pair.Key == ManifestName ? 1 : 2))
                .Select(pair => Fault(pair.Key, "there are several of that name: which one is read depends on the reader")));
            faults.AddRange(Required.Where(name => manifest.Files.All(file => file.Name != name)).Select(name => Fault(name, "the manifest does not list it")));
            faults.AddRange(archive.Entries.Where(entry => entry.FullName != ManifestName && manifest.Files.All(file => file.Name != entry.FullName)).Select(entry => Fault(entry.FullName, "it is not in the manifest")));
            if (manifest.Files.Sum(file => (long)file.Bytes) > LargestPackage)
                throw new InvalidDataException($"it holds more than {LargestPackage} bytes");
            foreach (var file in manifest.Files)
                if (Extract(archive, file, folder) is { } text)
                    faults.Add(Fault(file.Name, text));
            return faults;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            throw new EvidenceException("package.damaged", $"'{package}' is no package: {e.Message}");
        }
    }

    private static string? Extract(ZipArchive archive, PackagedFile file, string folder)
    {
        if (!Required.Contains(file.Name) && !Optional.Contains(file.Name))
            return "a package holds no such file";
        if (archive.GetEntry(file.Name) is not { } entry || entry.Length != file.Bytes)
            return $"it is missing, or not {file.Bytes} bytes long";
        var path = Path.Combine(folder, file.Name);
        try
        {
            using var stream = entry.Open();
            if (Copy(stream, path, file.Bytes) == file.Sha256)
                return null;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            File.Delete(path);
            return $"it cannot be unpacked: {e.Message}";
        }
        File.Delete(path);
        return $"its digest is not {file.Sha256}";
    }

    /// <summary>Writes as many bytes to a file, whatever the archive says of their number, and no more.</summary>
    /// <returns>Their SHA-256.</returns>
    private static string Copy(Stream from, string path, int bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var to = File.Create(path);
        var chunk = new byte[1 << 16];
        for (var left = bytes; left > 0;)
        {
            var part = chunk.AsSpan(0, Math.Min(left, chunk.Length));
            from.ReadExactly(part);
            hash.AppendData(part);
            to.Write(part);
            left -= part.Length;
        }
        return from.ReadByte() < 0 ? Convert.ToHexStringLower(hash.GetHashAndReset()) : throw new InvalidDataException($"it is longer than {bytes} bytes");
    }

    private static PackageManifest Manifest(ZipArchive archive)
    {
        using var stream = (archive.GetEntry(ManifestName) ?? throw new InvalidDataException($"it holds no {ManifestName}")).Open();
        var bytes = new byte[LargestManifest + 1];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (count > LargestManifest)
            throw new InvalidDataException($"its {ManifestName} is longer than {LargestManifest} bytes");
        return JsonSerializer.Deserialize(bytes.AsSpan(0, count), PackageJson.Default.PackageManifest) ?? throw new JsonException("null is no manifest");
    }

    private static void Add(ZipArchive archive, string name, byte[] bytes)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        entry.ExternalAttributes = 0;
        using var stream = entry.Open();
        stream.Write(bytes);
    }

    private static VerificationFault Fault(string name, string text) => new(name, "package.damaged", text);
}

/// <summary>What a package holds.</summary>
/// <param name="Format">1.</param>
/// <param name="Files">Every file but the manifest.</param>
public sealed record PackageManifest(int Format, IReadOnlyList<PackagedFile> Files);

/// <summary>A file of a package.</summary>
public sealed record PackagedFile(string Name, int Bytes, string Sha256);

/// <summary>Manifests in JSON: snake_case, indented, nothing missing, nothing unknown.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PackageManifest))]
internal sealed partial class PackageJson : JsonSerializerContext;
