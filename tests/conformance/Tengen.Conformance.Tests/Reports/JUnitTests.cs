// SPDX-License-Identifier: Apache-2.0
using System.Xml.Linq;
using Tengen.Conformance.Reports;

namespace Tengen.Conformance.Tests.Reports;

public sealed class JUnitTests
{
    [Fact]
    public void The_document_is_the_published_one() => Snapshots.Match("mixed.junit.xml", stream => JUnit.Write(Runs.Mixed, stream));

    [Fact]
    public void Totals_are_those_of_the_cases()
    {
        using var stream = new MemoryStream();
        JUnit.Write(Runs.Mixed, stream);
        stream.Position = 0;
        var root = XDocument.Load(stream).Root!;
        foreach (var suite in root.Elements("testsuite").Append(root))
        {
            Assert.Equal((int)suite.Attribute("tests")!, suite.Descendants("testcase").Count());
            Assert.Equal((int)suite.Attribute("failures")!, suite.Descendants("failure").Count());
            Assert.Equal((int)suite.Attribute("errors")!, suite.Descendants("error").Count());
            Assert.Equal((int)suite.Attribute("skipped")!, suite.Descendants("skipped").Count());
        }
        Assert.Equal(Runs.Mixed.Plan.Ids.Count, (int)root.Attribute("tests")!);
    }
}
