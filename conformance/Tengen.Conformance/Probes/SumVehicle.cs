// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Probes;

/// <summary>
/// One output element of a case that is a plain sum of input elements when the other inputs are ones or zeros:
/// what a probe needs to hand a device any terms it likes. Which elements they are, taints tell; that they are summed as they are, is tried.
/// </summary>
internal sealed class SumVehicle
{
    private const long MostElements = 2048;
    private static readonly int[] Moduli = [2, 3, 5, 7];
    private readonly CaseInstance _instance;
    private readonly double[] _others;
    private readonly long _output;
    private readonly (int Input, long Element)[] _terms;

    private SumVehicle(CaseInstance instance, double[] others, long output, (int, long)[] terms)
    {
        (_instance, _others, _output, _terms) = (instance, others, output, terms);
        Storage = Formats.Of(instance.Call.OutputTypes[0]);
    }

    /// <summary>Number of terms.</summary>
    public int Count => _terms.Length;

    /// <summary>Format of terms and result.</summary>
    public Format Storage { get; }

    /// <summary>True when terms are products with elements of another input.</summary>
    public bool HasProducts => _others.Contains(1.0);

    /// <summary>Null when the case has no such element.</summary>
    public static SumVehicle? Find(CaseInstance instance)
    {
        if (instance.Call.OutputTypes[0] != instance.Case.Type || instance.Inputs.Sum(input => input.Count) > MostElements)
            return null;
        var inputs = instance.Inputs.Length;
        foreach (var summed in new[] { 1, (1 << inputs) - 1 })
            for (var ones = (1 << inputs) - 1 & ~summed; ones >= 0; ones = ones == 0 ? -1 : ones - 1 & ~summed)
                if (Find(instance, [.. Enumerable.Range(0, inputs).Select(i => (summed >> i & 1) != 0 ? double.NaN : ones >> i & 1)]) is { Count: >= 3 } vehicle)
                    return vehicle;
        return null;
    }

    /// <summary>Inputs with the given terms; the other elements of the summed inputs are 0.</summary>
    /// <param name="terms">One value for each term.</param>
    /// <param name="factor">The elements of the inputs that are multiplied with the terms.</param>
    public IReadOnlyList<Tensor> Inputs(ReadOnlySpan<double> terms, double factor = 1)
    {
        var inputs = Filled(_instance, [.. _others.Select(other => other == 1 ? factor : other)]);
        for (var i = 0; i < terms.Length; i++)
            Element.SetReal(inputs[_terms[i].Input], _terms[i].Element, terms[i]);
        return inputs;
    }

    /// <summary>The sum among the outputs.</summary>
    public double Read(IReadOnlyList<Tensor> outputs) => Element.Real(outputs[0], _output);

    private static SumVehicle? Find(CaseInstance instance, double[] others)
    {
        if (Evaluate(instance, Filled(instance, others)) is not { } rest || Values(rest).Any(value => value != 0))
            return null;
        var terms = new List<(int Input, long Element)>[rest.Count];
        var summed = from input in Enumerable.Range(0, others.Length)
                     where instance.Inputs[input].Type.IsFloat && double.IsNaN(others[input])
                     from element in Enumerable.Range(0, (int)instance.Inputs[input].Count)
                     select (Input: input, Element: (long)element);
        foreach (var marked in summed.Chunk(Taint.MostSources))
        {
            var reach = Oracle.Reach(instance.Call, [.. marked.Select(term => new InputElement(Position(instance, term.Input), term.Element))])[0];
            for (var output = 0; output < reach?.Length; output++)
                for (var bits = reach[output].Sources; bits != 0; bits &= bits - 1)
                    (terms[output] ??= []).Add(marked[BitOperations.TrailingZeroCount(bits)]);
        }
        return Enumerable.Range(0, terms.Length).Where(output => terms[output] is not null).OrderByDescending(output => terms[output].Count).Take(1)
            .Select(output => new SumVehicle(instance, others, output, [.. terms[output]])).FirstOrDefault(vehicle => vehicle.IsPlain());
    }

    private static int Position(CaseInstance instance, int input) => instance.Graph.Nodes[0].Inputs.IndexOf(instance.Graph.Inputs[input]);

    /// <summary>Several lists of small integers are summed as they are.</summary>
    private bool IsPlain() => Moduli.All(modulus =>
    {
        double[] terms = [.. Enumerable.Range(0, Count).Select(i => (i * i + i) % modulus - 1.0)];
        return Evaluate(_instance, Inputs(terms)) is { } output && Math.Abs(Element.Real(output, _output) - terms.Sum()) <= Storage.Ulp(terms.Sum());
    });

    private static Tensor? Evaluate(CaseInstance instance, IReadOnlyList<Tensor> inputs)
    {
        var call = instance.Call;
        var all = Enumerable.Range(0, call.InputCount).Select(i => call.HasInput(i) ? inputs.Where((_, g) => ReferenceEquals(instance.Inputs[g], call.Input(i))).FirstOrDefault() ?? call.Input(i) : null);
        return Oracle.Evaluate(Oracle.Prepare(call.Node, [.. all], call.OutputTypes), fast: true)[0];
    }

    private static Tensor[] Filled(CaseInstance instance, double[] others)
    {
        var inputs = new Tensor[others.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!instance.Inputs[i].Type.IsFloat)
            {
                inputs[i] = instance.Inputs[i];
                continue;
            }
            inputs[i] = new Tensor(instance.Inputs[i].Type, instance.Inputs[i].Dims.AsSpan());
            for (long element = 0; element < inputs[i].Count; element++)
                Element.SetReal(inputs[i], element, double.IsNaN(others[i]) ? 0 : others[i]);
        }
        return inputs;
    }

    private static IEnumerable<double> Values(Tensor tensor)
    {
        for (long i = 0; i < tensor.Count; i++)
            yield return Element.Real(tensor, i);
    }
}
