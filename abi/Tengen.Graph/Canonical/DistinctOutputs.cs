// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;

namespace Tengen.Graph.Canonical;

/// <summary>Gives every graph output a value of its own: an Identity follows one that is an input, a constant or an output already (TG-H-21).</summary>
internal static class DistinctOutputs
{
    public static void Apply(GraphEditor editor, IOperatorSet operators)
    {
        var taken = new HashSet<int>(editor.Original.Inputs);
        var version = operators.Find("", "Identity")?.Version ?? 1;
        for (var i = 0; i < editor.Outputs.Count; i++)
        {
            var value = editor.Values[editor.Outputs[i]];
            if (taken.Add(editor.Outputs[i]) && !value.IsConstant)
                continue;
            var copy = editor.Add(value with { Name = $"{value.Name}.output", Constant = null });
            editor.Add(new Node("", "Identity", version, [editor.Outputs[i]], [copy], AttributeList.Empty), CanonicalForm.NoOrigin);
            editor.Outputs[i] = copy;
        }
    }
}
