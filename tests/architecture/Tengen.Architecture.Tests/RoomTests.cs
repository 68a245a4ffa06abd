// SPDX-License-Identifier: Apache-2.0
using System.Xml.Linq;
using Tengen.Tests;

namespace Tengen.Architecture;

/// <summary>Who may know whom. An edge that is not listed is forbidden; a new room is listed here when it is built.</summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Tengen.Abi"] = [],
        ["Tengen.Graph"] = [],
        ["Tengen.Host"] = ["Tengen.Abi", "Tengen.Graph"],
        ["Tengen.Plugin"] = ["Tengen.Abi", "Tengen.Graph"],
        ["Tengen.Reference"] = ["Tengen.Graph", "Tengen.Reference.Generator"],
        ["Tengen.Reference.Generator"] = [],
        ["Tengen.Interop.Generator"] = [],
        ["Tengen.Interop.Onnx"] = ["Tengen.Graph"],
        ["Tengen.Interop.OnnxRuntime"] = ["Tengen.Host", "Tengen.Graph", "Tengen.Reference"],
        ["Tengen.OrdinaryHost"] = ["Tengen.Host", "Tengen.Graph"],
        ["Tengen.Conformance"] = ["Tengen.Reference", "Tengen.Host", "Tengen.Graph", "Tengen.Interop.Onnx", "Tengen.OrdinaryHost"],
        ["Tengen.Cli"] = ["Tengen.Conformance"],
        ["Tengen.Backends.*"] = ["Tengen.Plugin", "Tengen.Compile", "Tengen.Graph"],
    };

    public static TheoryData<string> Projects =>
        [.. Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !file.StartsWith("tests/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_knows_only_whom_it_may_know(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var allowed = MayKnow.GetValueOrDefault(name) ?? (name.StartsWith("Tengen.Backends.", StringComparison.Ordinal) ? MayKnow["Tengen.Backends.*"] : null);
        Assert.True(allowed is not null, $"{project} is a room without a rule: say in RoomTests whom it may know");
        var known = Compiled(XDocument.Load(Repository.PathOf(project)));
        Assert.Empty(known.Except(allowed));
    }

    [Fact]
    public void No_room_compiles_against_a_backend()
    {
        var offenders = Projects
            .Select(row => row.Data)
            .Where(project => Compiled(XDocument.Load(Repository.PathOf(project))).Any(known => known.StartsWith("Tengen.Backends.", StringComparison.Ordinal)));
        Assert.Empty(offenders);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Backends.sln").Replace('\\', '/');
        Assert.Empty(Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !solution.Contains(file, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Compiled(XDocument project) => project.Descendants("ProjectReference")
        .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
        .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));
}
