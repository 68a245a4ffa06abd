// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Tests;

namespace Tengen.Conformance.Tests.Reports;

/// <summary>Files in <c>Reports/Snapshots</c> that hold what is to be written. Run with TENGEN_UPDATE=1 to write them again.</summary>
internal static class Snapshots
{
    public static void Match(string file, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        Match(file, Encoding.UTF8.GetString(stream.ToArray()));
    }

    public static void Match(string file, string text)
    {
        var path = Repository.PathOf($"tests/conformance/Tengen.Conformance.Tests/Reports/Snapshots/{file}");
        if (Environment.GetEnvironmentVariable("TENGEN_UPDATE") == "1")
            File.WriteAllText(path, text);
        Assert.Equal(File.ReadAllText(path), text);
    }
}
