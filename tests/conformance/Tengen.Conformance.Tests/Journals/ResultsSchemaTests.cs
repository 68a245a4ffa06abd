// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using Tengen.Conformance.Journals;
using Tengen.Tests;

namespace Tengen.Conformance.Tests.Journals;

/// <summary>docs/schema/results.schema.json is made from the record types. Run with TENGEN_UPDATE=1 to write it again.</summary>
public sealed class ResultsSchemaTests
{
    private const string File_ = "docs/schema/results.schema.json";

    [Fact]
    public void The_published_schema_is_that_of_the_records()
    {
        if (Environment.GetEnvironmentVariable("TENGEN_UPDATE") == "1")
            File.WriteAllText(Repository.PathOf(File_), ResultsSchema.Text);
        Assert.Equal(Repository.Read(File_), ResultsSchema.Text);
    }

    [Fact]
    public void Every_member_of_a_record_is_described()
    {
        foreach (var (name, record) in JsonNode.Parse(ResultsSchema.Text)!["properties"]!.AsObject())
        {
            Assert.False(string.IsNullOrEmpty((string?)record!["description"]), name);
            foreach (var (member, schema) in record["properties"]?.AsObject() ?? [])
                Assert.False(string.IsNullOrEmpty((string?)schema!["description"]), $"{name}.{member}");
        }
    }

    [Fact]
    public void What_is_written_fits_and_what_is_not_published_does_not()
    {
        var folder = Directory.CreateTempSubdirectory("tengen-schema-");
        var file = Path.Combine(folder.FullName, Journal.FileName);
        Runs.Write(Runs.Mixed, file);
        var schema = new JsonSchema(Repository.Read(File_));
        var lines = File.ReadAllLines(file);
        folder.Delete(recursive: true);
        Assert.All(lines, line => Assert.Empty(schema.Errors(line)));
        Assert.All(lines, line => Assert.NotEmpty(schema.Errors(line.Insert(1, "\"new\":1,"))));
        foreach (var wrong in (string[])["{}", """{"worker":1}""", """{"dispatch":1}""", """{"result":{"case":"x"}}""", """{"result":{"case":"x","verdict":"splendid"}}""", """{"plan":"x"}"""])
            Assert.NotEmpty(schema.Errors(wrong));
    }
}
