// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Tengen.Tests;

namespace Tengen.Architecture;

/// <summary>Rules that hold for every source file.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 500;
    private static readonly string[] Sources = [".cs", ".c", ".h", ".cpp", ".sh", ".csproj", ".props"];

    private static IEnumerable<string> Code => Repository.Files.Where(file => Sources.Contains(Path.GetExtension(file)) || Path.GetFileName(file) == "CMakeLists.txt");

    [Fact]
    public void Every_source_file_names_its_licence() =>
        Assert.Empty(Code.Where(file => !File.ReadLines(Repository.PathOf(file)).Take(3).Any(line => line.Contains("SPDX-License-Identifier: Apache-2.0", StringComparison.Ordinal))));

    [Fact]
    public void No_hand_written_file_is_longer_than_one_concept() =>
        Assert.Empty(Code
            .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal) && file != "abi/include/tengen/tengen.h")
            .Select(file => (file, Lines: File.ReadLines(Repository.PathOf(file)).Count()))
            .Where(entry => entry.Lines > LongestFile));

    [Fact]
    public void Nothing_is_left_to_do() =>
        Assert.Empty(Code.Where(file => !file.EndsWith("SourceTests.cs", StringComparison.Ordinal) && Unfinished().IsMatch(Repository.Read(file))));

    [GeneratedRegex(@"NotImplementedException|\bTODO\b|\bFIXME\b|\bHACK\b|\bXXX\b")]
    private static partial Regex Unfinished();
}
