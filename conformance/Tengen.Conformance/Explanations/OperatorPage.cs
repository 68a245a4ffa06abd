// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Graph.Operators;

namespace Tengen.Conformance.Explanations;

/// <summary>An operator's contract as a page of text.</summary>
public static class OperatorPage
{
    public static string Of(OperatorContract contract)
    {
        var page = new StringBuilder();
        page.Append($"{contract.Name}-{contract.Version} (versions understood: {string.Join(", ", contract.Versions)})\n\n{contract.Summary}\n\ninputs\n");
        foreach (var input in contract.Inputs)
            page.Append($"  {input.Name}: {string.Join(' ', input.Types)}{(input.Optional ? ", optional" : "")}{(input.Variadic ? ", any number" : "")}\n");
        page.Append("outputs\n");
        foreach (var output in contract.Outputs)
            page.Append($"  {output.Name}: {string.Join(' ', output.Types)}{(output.Optional ? ", optional" : "")}\n");
        if (contract.Attributes.Length > 0)
            page.Append("attributes\n");
        foreach (var attribute in contract.Attributes)
            page.Append($"  {attribute.Name}: {attribute.Type}{(attribute.Required ? ", required" : attribute.Default is { } value ? $", default {value}" : ", absent by default")}{(attribute.Allowed.Length > 0 ? $", one of {string.Join(' ', attribute.Allowed)}" : "")}\n");
        return page.ToString().TrimEnd();
    }
}
