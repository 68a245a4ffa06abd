// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Conformance.Explanations;
using Tengen.Graph;
using Tengen.Interop.Onnx;
using Tengen.Reference;
using Tengen.Tests;

namespace Tengen.Conformance.Tests;

/// <summary>
/// docs/operators is generated from contracts, kernels and cases; the counts of official cases from the official archive. Run with
/// TENGEN_UPDATE=1 to write them again (<c>tengen explain --markdown docs/operators</c> writes the pages too).
/// </summary>
public sealed class OperatorPageTests
{
    private const string Folder = "docs/operators";
    private const string Counts = "conformance/official-cases.csv";
    private static readonly bool Update = Environment.GetEnvironmentVariable("TENGEN_UPDATE") == "1";

    [Fact]
    public void The_pages_say_what_the_code_says()
    {
        var pages = OperatorPages.Markdown.ToList();
        if (Update)
        {
            Directory.CreateDirectory(Repository.PathOf(Folder));
            foreach (var stale in Directory.EnumerateFiles(Repository.PathOf(Folder), "*.md"))
                File.Delete(stale);
            foreach (var (file, text) in pages)
                File.WriteAllText(Repository.PathOf($"{Folder}/{file}"), text);
        }
        var present = Directory.EnumerateFiles(Repository.PathOf(Folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(pages.Select(page => page.File).Order(StringComparer.Ordinal), present);
        Assert.All(pages, page => Assert.Equal(page.Text, Repository.Read($"{Folder}/{page.File}")));
    }

    [Fact]
    public void The_counts_of_official_cases_are_those_of_the_archive()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var folder in TestData.NodeCases().Where(folder => !Path.GetFileName(folder).Contains("_expanded", StringComparison.Ordinal)))
            if (OnnxCaseFolder.Load(folder) is { Unsupported: null, Model.Graph.Nodes: [var node] } && OperatorSet.Contracts.Find(node.Domain, node.Op) is not null)
                counts[node.Op] = counts.GetValueOrDefault(node.Op) + 1;
        var text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\n# official ONNX cases that consist of one operator\n");
        foreach (var (op, count) in counts)
            text.Append($"{op},{count}\n");
        if (Update)
            File.WriteAllText(Repository.PathOf(Counts), text.ToString());
        Assert.Equal(text.ToString(), Repository.Read(Counts));
    }

    [Theory]
    [InlineData("Add", "one rounding")]
    [InlineData("Acos", "one function")]
    [InlineData("Ceil", "exact, no step rounds")]
    [InlineData("QuantizeLinear", "exact")]
    [InlineData("Relu", "exact, no step rounds")]
    [InlineData("Transpose", "exact")]
    [InlineData("BitwiseAnd", "exact")]
    [InlineData("Softmax", "tape")]
    [InlineData("MatMul", "tape")]
    public void An_operators_tolerance_arises_from_what_its_kernel_does(string op, string kind) =>
        Assert.Contains($"[{op}]({op}.md) |", Repository.Read($"{Folder}/README.md").Split('\n').Single(line => line.Contains($" {kind} |", StringComparison.Ordinal) && line.StartsWith($"| [{op}](", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Softmax", "Exp")]
    [InlineData("Softmax", "online: maximum and sum in one pass")]
    [InlineData("LayerNormalization", "functions correctly rounded: Sqrt")]
    [InlineData("Conv", "dot products in any declared order")]
    [InlineData("Resize", "read by the shape rule")]
    public void A_page_names_functions_forms_and_steps(string op, string says) =>
        Assert.Contains(says, string.Join('\n', OperatorPage.Of(OperatorSet.Kernels.Find("", op)!).Sections.SelectMany(section => section.Lines.Concat(section.Table?.Rows.SelectMany(row => row) ?? []))), StringComparison.Ordinal);

    [Fact]
    public void Markdown_keeps_what_would_be_markup()
    {
        var page = new Page("A|B", "x*y*z <t>", [new PageSection("h", ["a_b"], new PageTable(["c|d"], [["|e|"]]))]);
        var text = MarkdownPage.Of(page);
        foreach (var line in (string[])["# A\\|B", "x\\*y\\*z \\<t\\>", "- a\\_b", "| c\\|d |", "| \\|e\\| |"])
            Assert.Contains(line, text, StringComparison.Ordinal);
    }
}
