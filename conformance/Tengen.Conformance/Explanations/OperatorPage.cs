// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Explanations;

/// <summary>An operator's page: nothing on it that its contract, kernel and cases do not say.</summary>
public static partial class OperatorPage
{
    public static Page Of(OperatorKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var contract = kernel.Contract;
        List<PageSection> sections =
        [
            new("versions", [$"understood: {string.Join(", ", contract.Versions)}; canonical: {contract.Version}", .. contract.Upgrade is null ? Array.Empty<string>() : ["older forms are rewritten into the canonical one"]]),
            new("inputs", [], Values(contract.Inputs.Select((input, i) => (input.Name, input.Types, input.TypeGroup, input.Optional, input.Variadic, contract.ShapeInputs.Contains(i))))),
            new("outputs", [], Values(contract.Outputs.Select(output => (output.Name, output.Types, output.TypeGroup, output.Optional, output.Variadic, false)))),
        ];
        if (contract.Attributes.Length > 0)
            sections.Add(new("attributes", [], new PageTable(["name", "type", "default", "allowed"], [.. contract.Attributes.Select(Attribute)])));
        sections.Add(new("tolerance", [.. new OperatorTolerance(kernel).Lines, .. Forms(kernel)]));
        sections.Add(Cases(kernel));
        return new Page($"{contract.Name}-{contract.Version}", contract.Summary, sections, $"https://onnx.ai/onnx/operators/onnx__{contract.Name}.html");
    }

    private static PageTable Values(IEnumerable<(string Name, ImmutableArray<DType> Types, string Group, bool Optional, bool Variadic, bool Shape)> values) =>
        new(["name", "dtypes", "variable", "notes"], [.. values.Select(value => (IReadOnlyList<string>)
        [
            value.Name, string.Join(' ', value.Types), value.Group,
            string.Join(", ", ((string?[])[value.Optional ? "optional" : null, value.Variadic ? "any number" : null, value.Shape ? "read by the shape rule" : null]).OfType<string>()),
        ])]);

    private static IReadOnlyList<string> Attribute(AttributeContract attribute) =>
    [
        attribute.Name, attribute.Type.ToString(),
        attribute.Required ? "required" : attribute.Default is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture)! : "absent",
        string.Join(' ', attribute.Allowed),
    ];

    private static IEnumerable<string> Forms(OperatorKernel kernel)
    {
        var texts = FormText().Matches(kernel.FormText).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["text"].Value);
        return kernel.Forms.Select(form => $"permitted form, by declaration: {form}{(texts.TryGetValue(form, out var text) ? $": {text}" : "")}");
    }

    private static PageSection Cases(OperatorKernel kernel)
    {
        var cases = kernel.Cases.Of(kernel.Contract.Name).ToList();
        var rows = cases.GroupBy(item => item.Data).Select(group => (IReadOnlyList<string>)
        [
            group.Key, group.Count().ToString(CultureInfo.InvariantCulture), string.Join(' ', kernel.Cases.Types.Where(group.Select(item => item.Type).Contains)),
            group.Key != Case.Integers && DataSets.Parse(group.Key).RandomLowBits ? "yes" : "",
        ]);
        return new PageSection("cases", [$"generated: {cases.Count}", $"official ONNX cases of this operator alone, all reproduced: {OfficialCounts.Of(kernel.Contract.Name)}"],
            new PageTable(["data set", "cases", "dtypes", "random low bits"], [.. rows]));
    }

    [GeneratedRegex("<c>(?<name>[^<]*)</c>: (?<text>.*?)(?= <c>|$)")]
    private static partial Regex FormText();
}
