// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Tests.Certificates;

/// <summary>Packages come from whoever wants to be believed: what is unpacked is what the manifest says, once, in the folder, and no more than it says.</summary>
public sealed class HostilePackageTests : IDisposable
{
    private const string Text = "{}\n";
    private static readonly string[] Names = [Certificate.FileName, EvidenceFile.Name, Journal.FileName];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tengen-hostile-");

    private string Zip => Path.Combine(_folder.FullName, "x.zip");

    private string Unpacked => Path.Combine(_folder.FullName, "unpacked", "deep");

    [Fact]
    public void A_package_of_the_least_files_is_one() => Assert.Empty(Extract(Names.Select(name => (name, Text)), Manifest(Names)));

    [Fact]
    public void Two_entries_of_one_name_are_told() =>
        Assert.Equal([Journal.FileName], Extract([.. Names.Select(name => (name, Text)), (Journal.FileName, "another")], Manifest(Names)));

    [Fact]
    public void A_file_that_is_listed_twice_is_told() => Assert.Contains(Journal.FileName, Extract(Names.Select(name => (name, Text)), Manifest([.. Names, Journal.FileName])));

    [Theory]
    [InlineData("../results.jsonl")]
    [InlineData("/tmp/results.jsonl")]
    [InlineData("a/../../results.jsonl")]
    [InlineData("profile.json\0.sh")]
    public void Nothing_is_written_beside_the_folder(string name)
    {
        Assert.Equal([name], Extract([.. Names.Select(own => (own, Text)), (name, Text)], Manifest([.. Names, name])));
        Assert.Equal(Names.Order(), Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Where(file => file != "x.zip").Order());
    }

    [Fact]
    public void Sizes_that_are_not_those_of_the_files_are_told() =>
        Assert.Equal(Names, Extract(Names.Select(name => (name, Text)), Manifest(Names, bytes: int.MaxValue / 4)));

    [Fact]
    public void More_than_a_package_may_hold_is_none() =>
        Assert.Throws<EvidenceException>(() => Extract(Names.Select(name => (name, Text)), Manifest(Names, bytes: int.MaxValue)));

    [Fact]
    public void A_manifest_that_goes_on_and_on_is_none() =>
        Assert.Throws<EvidenceException>(() => Extract(Names.Select(name => (name, Text)), new string(' ', 1 << 24) + Manifest(Names)));

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Manifest(IEnumerable<string> names, int? bytes = null) =>
        $$"""{"format":1,"files":[{{string.Join(',', names.Select(name => $$"""{"name":"{{name.Replace("\0", "\\u0000", StringComparison.Ordinal)}}","bytes":{{bytes ?? Text.Length}},"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}}"}"""))}}]}""";

    /// <returns>What does not hold, each once.</returns>
    private IEnumerable<string> Extract(IEnumerable<(string Name, string Text)> entries, string manifest)
    {
        using (var archive = ZipFile.Open(Zip, ZipArchiveMode.Create))
            foreach (var (name, text) in entries.Append((SubmissionPackage.ManifestName, manifest)))
            {
                using var stream = archive.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        Directory.CreateDirectory(Unpacked);
        return SubmissionPackage.Extract(Zip, Unpacked).Select(fault => fault.Where).Distinct();
    }
}
