// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;

namespace Tengen.Conformance.Properties;

/// <summary>The rows of a case's batch: slices along the first dim of some inputs, each of which alone decides one row of every output.</summary>
internal sealed class BatchRows
{
    private readonly CaseInstance _instance;
    private readonly ImmutableArray<int> _inputs;

    private BatchRows(CaseInstance instance, ImmutableArray<int> inputs) => (_instance, _inputs) = (instance, inputs);

    public int Count => (int)_instance.Inputs[0].Dims[0];

    /// <summary>The inputs that are cut into rows, as positions among the graph's.</summary>
    public IReadOnlyList<int> Inputs => _inputs;

    /// <summary>
    /// Null where there are no such rows. Independence is found by running the oracle on single rows: where their outputs are those of the
    /// batch, no row needs the others.
    /// </summary>
    public static BatchRows? Of(CaseInstance instance)
    {
        if (instance.Inputs is not [{ Rank: > 0 } first, ..] || first.Dims[0] < 2 || instance.Call.OutputDims.Any(dims => dims.IsEmpty || dims[0] != first.Dims[0]))
            return null;
        var all = Enumerable.Range(0, instance.Inputs.Length).Where(i => instance.Inputs[i] is { Rank: > 0 } tensor && tensor.Dims[0] == first.Dims[0]);
        return new[] { [0], all.ToImmutableArray() }.Select(inputs => new BatchRows(instance, inputs)).FirstOrDefault(rows => rows.AreIndependent());
    }

    /// <summary>Those worth asking: both ends and the middle.</summary>
    public IReadOnlyList<int> Telling => [.. new[] { 0, Count / 2, Count - 1 }.Distinct()];

    /// <summary>The case's inputs with these rows of the batch, in this order.</summary>
    public IReadOnlyList<Tensor> Taken(params IReadOnlyList<int> rows) => [.. _instance.Inputs.Select((tensor, i) => _inputs.Contains(i) ? Taken(tensor, rows) : tensor)];

    /// <summary>Rows of any tensor whose first dim is the batch.</summary>
    public static Tensor Taken(Tensor tensor, IReadOnlyList<int> rows)
    {
        var (taken, length) = (new Tensor(tensor.Type, tensor.Dims.SetItem(0, rows.Count).AsSpan()), tensor.Count / tensor.Dims[0]);
        for (var row = 0; row < rows.Count; row++)
            for (var i = 0L; i < length; i++)
                Element.Copy(tensor, rows[row] * length + i, taken, row * length + i);
        return taken;
    }

    /// <summary>The case's graph for a batch of another size.</summary>
    public Graph.Graph GraphOf(int count)
    {
        var (graph, values) = (_instance.Graph, _instance.Graph.Values.ToBuilder());
        foreach (var index in _inputs.Select(i => graph.Inputs[i]).Concat(graph.Outputs))
            values[index] = values[index] with { Shape = new Shape(values[index].Shape.Dims.SetItem(0, count)) };
        return graph with { Values = values.ToImmutable() };
    }

    private bool AreIndependent()
    {
        var batch = Evaluate(_instance.Inputs);
        return Telling.All(row => Evaluate(Taken(row)).Zip(batch).All(pair => pair is ({ } alone, { } whole)
            && alone.Dims.SequenceEqual(whole.Dims.SetItem(0, 1)) && alone.AsBytes().SequenceEqual(Taken(whole, [row]).AsBytes())));
    }

    private ImmutableArray<Tensor?> Evaluate(IReadOnlyList<Tensor> inputs)
    {
        var call = _instance.Call;
        var all = Enumerable.Range(0, call.InputCount).Select(i => !call.HasInput(i) ? null
            : _instance.Inputs.IndexOf(call.Input(i)) is >= 0 and var at ? inputs[at] : call.Input(i));
        try
        {
            return Oracle.Evaluate(Oracle.Prepare(call.Node, [.. all], call.OutputTypes), fast: true);
        }
        catch (GraphException)
        {
            return [.. Enumerable.Repeat<Tensor?>(null, call.OutputCount)];
        }
    }
}
