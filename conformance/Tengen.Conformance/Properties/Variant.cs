// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Properties;

/// <summary>Other inputs for a case's own program, and what they tell without any tolerance.</summary>
internal abstract record Variant
{
    /// <summary>The property that is shown.</summary>
    public abstract Gate Gate { get; }

    /// <summary>One tensor per graph input.</summary>
    public required IReadOnlyList<Tensor> Inputs { get; init; }

    /// <summary>Whether the declared arithmetic makes the property a must.</summary>
    public abstract bool IsInForce(Numerics numerics);

    /// <summary>Null where nothing could be compared.</summary>
    /// <param name="own">Outputs of the case's own inputs.</param>
    /// <param name="got">Outputs of <see cref="Inputs"/>, by the same program.</param>
    public abstract Judgement? Judge(IReadOnlyList<Tensor> own, IReadOnlyList<Tensor> got);

    /// <summary>The variants of a case in the order in which they run; empty unless its data are <see cref="DataSets.Properties"/>.</summary>
    public static IReadOnlyList<Variant> Of(CaseInstance instance) =>
        instance.Case.Data == DataSets.Properties.Name ? [.. Scaling.Of(instance), .. Negation.Of(instance), .. Permutation.Of(instance), .. Decoy.Of(instance)] : [];

    /// <summary>Position of a graph input in the node's list.</summary>
    protected static int Position(CaseInstance instance, Tensor input) =>
        Enumerable.Range(0, instance.Call.InputCount).First(i => instance.Call.HasInput(i) && ReferenceEquals(instance.Call.Input(i), input));

    /// <summary>Positions of the floating-point inputs that are no constants of the graph.</summary>
    protected static IReadOnlyList<int> Floating(CaseInstance instance) => [.. instance.Inputs.Where(input => input.Type.IsFloat).Select(input => Position(instance, input))];

    /// <summary>Names of inputs as the operator calls them.</summary>
    protected static string Names(CaseInstance instance, IEnumerable<int> positions)
    {
        var formals = instance.Call.Kernel.Contract.Inputs;
        return string.Join(", ", positions.Select(i => i < formals.Length && !formals[i].Variadic ? formals[i].Name : $"{formals[^1].Name}[{i}]"));
    }
}
