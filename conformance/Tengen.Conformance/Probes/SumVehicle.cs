// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Probes;

/// <summary>
/// One output element of a case that is a plain sum of input elements when the other inputs are ones or zeros:
/// what a probe needs to hand a device any terms it likes. Found with the oracle, by one input element at a time.
/// </summary>
internal sealed class SumVehicle
{
    private const long MostElements = 2048;
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
        var isPlain = Enumerable.Repeat(true, (int)rest.Count).ToArray();
        for (var i = 0; i < others.Length; i++)
            for (long element = 0; instance.Inputs[i].Type.IsFloat && double.IsNaN(others[i]) && element < instance.Inputs[i].Count; element++)
            {
                var inputs = Filled(instance, others);
                Element.SetReal(inputs[i], element, 1);
                var values = Values(Evaluate(instance, inputs)!).ToArray();
                for (var output = 0; output < values.Length; output++)
                    if (values[output] != 0)
                    {
                        (terms[output] ??= []).Add((i, element));
                        isPlain[output] &= values[output] == 1;
                    }
            }
        var plain = Enumerable.Range(0, terms.Length).Where(output => isPlain[output] && terms[output] is not null).ToArray();
        if (plain.Length == 0)
            return null;
        var best = plain.MaxBy(output => terms[output].Count);
        var vehicle = new SumVehicle(instance, others, best, [.. terms[best]]);
        return vehicle.IsLinear() ? vehicle : null;
    }

    private bool IsLinear()
    {
        double[] terms = [.. Enumerable.Range(0, Count).Select(i => i % 3 - 1.0)];
        var sum = Evaluate(_instance, Inputs(terms)) is { } output ? Element.Real(output, _output) : double.NaN;
        return Math.Abs(sum - terms.Sum()) <= Storage.Ulp(Count);
    }

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
