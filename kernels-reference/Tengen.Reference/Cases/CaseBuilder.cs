// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;

namespace Tengen.Reference.Cases;

/// <summary>What an operator's <see cref="IOperator.Build"/> turns parameters into. Inputs are added in the operator's order.</summary>
public sealed class CaseBuilder
{
    private readonly Case _case;
    private readonly Counter _counter;
    private readonly Dictionary<string, string> _parameters;
    private readonly List<(string Name, Tensor? Tensor, bool Constant)> _inputs = [];
    private readonly List<Action> _draws = [];
    private readonly List<NodeAttribute> _attributes = [];
    private (int Axis, long Most)? _open;
    private int _outputs = 1;
    private DType _declared;

    internal CaseBuilder(Case @case, Counter counter)
    {
        (_case, _counter) = (@case, counter);
        try
        {
            _parameters = @case.Parameters.Split(',').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        }
        catch (Exception error) when (error is IndexOutOfRangeException or ArgumentException)
        {
            throw new FormatException($"'{@case.Id}': parameters are name=value, each name once", error);
        }
    }

    public DType Type => _case.Type;

    /// <summary>Those added until now.</summary>
    public IReadOnlyList<NodeAttribute> Attributes => _attributes;

    public bool Has(string parameter) => _parameters.ContainsKey(parameter);

    public string Text(string parameter, string whenAbsent) => _parameters.GetValueOrDefault(parameter, whenAbsent);

    public int Int(string parameter, int whenAbsent) => Has(parameter) ? Int(parameter) : whenAbsent;

    public int Int(string parameter) => (int)Ints(parameter)[0];

    /// <summary>Numbers joined by <c>x</c>; the word <c>scalar</c> stands for none.</summary>
    public long[] Ints(string parameter)
    {
        if (!_parameters.TryGetValue(parameter, out var text))
            throw new FormatException($"'{_case.Id}': parameter '{parameter}' is missing");
        try
        {
            return text == "scalar" ? [] : [.. text.Split('x').Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
        }
        catch (FormatException error)
        {
            throw new FormatException($"'{_case.Id}': {parameter}={text} is no list of integers", error);
        }
    }

    public float Real(string parameter, float whenAbsent) => !_parameters.TryGetValue(parameter, out var text) ? whenAbsent
        : float.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException($"'{_case.Id}': {parameter}={text} is no number");

    /// <summary>An input with the case's dtype and data.</summary>
    public void Input(string name, params ReadOnlySpan<long> dims) => Input(name, Type, dims);

    /// <summary>An input with another dtype and the case's data.</summary>
    public void Input(string name, DType type, params ReadOnlySpan<long> dims)
    {
        if (type.IsFloat)
            Drawn(name, type, _case.Data == Case.Integers ? DataSets.ExactInt : DataSets.Parse(_case.Data), dims);
        else if (type == DType.Bool)
            Integers(name, type, 0, 1, dims);
        else
            Integers(name, type, type.IsSigned ? -1L << (type.Bits - 1) : 0,
                type.Bits == 64 ? long.MaxValue : (1L << (type.IsSigned ? type.Bits - 1 : type.Bits)) - 1, dims);
    }

    /// <summary>An input whose data do not follow the case: variances and scales are positive whatever the rest is.</summary>
    public void Drawn(string name, DType type, DataSet data, params ReadOnlySpan<long> dims)
    {
        var tensor = new Tensor(type, dims);
        var (counter, range) = (_counter.Stream(_inputs.Count), FloatRange.Of(type));
        Later(name, tensor, i => Element.SetReal(tensor, i, data.Draw(counter, i, tensor.Count, range)));
    }

    /// <summary>An input of integers, uniform over low..high, both included.</summary>
    public void Integers(string name, DType type, long low, long high, params ReadOnlySpan<long> dims)
    {
        var tensor = new Tensor(type, dims);
        if (high < low && tensor.Count > 0)
            throw new FormatException($"'{_case.Id}': no integer is right for {name}");
        var counter = _counter.Stream(_inputs.Count);
        Later(name, tensor, i => Element.SetInteger(tensor, i, counter.Integer((ulong)i, low, high)));
    }

    /// <summary>An input that is a constant of the graph because a shape rule reads it.</summary>
    public void Constant(string name, Tensor tensor) => _inputs.Add((name, tensor, true));

    /// <summary>Makes the input added last a constant of the graph, because a shape rule reads it.</summary>
    public void Freeze()
    {
        Draw();
        _inputs[^1] = _inputs[^1] with { Constant = true };
    }

    /// <summary>An input with these elements, which the graph does not know.</summary>
    public void Given(string name, Tensor tensor) => _inputs.Add((name, tensor, false));

    /// <summary>Leaves an extent of output 0 to the data: the graph says no more than that it is at most <paramref name="most"/>.</summary>
    public void Open(int axis, long most) => _open = (axis, most);

    public void Absent() => _inputs.Add(("", null, false));

    public void Attribute(NodeAttribute attribute) => _attributes.Add(attribute);

    /// <summary>Asks for the first <paramref name="count"/> outputs instead of the first alone.</summary>
    public void Outputs(int count) => _outputs = count;

    /// <summary>Declares the dtype of the first output.</summary>
    public void Declare(DType type) => _declared = type;

    private void Later(string name, Tensor tensor, Action<long> draw)
    {
        _draws.Add(() =>
        {
            for (var i = 0L; i < tensor.Count; i++)
                draw(i);
        });
        _inputs.Add((name, tensor, false));
    }

    private void Draw()
    {
        _draws.ForEach(draw => draw());
        _draws.Clear();
    }

    private static string Name(OperatorContract contract, int output) =>
        contract.Outputs[Math.Min(output, contract.Outputs.Length - 1)] is { Variadic: true } formal ? $"{formal.Name}_{output}" : contract.Outputs[output].Name;

    /// <summary>The graph says all of a shape but an open extent, which follows from data.</summary>
    internal CaseDraft Finish(OperatorKernel kernel)
    {
        if (_open is not null)
            Draw();
        var contract = kernel.Contract;
        var graph = new GraphBuilder(_case.Op);
        var indices = _inputs.Select(input => input switch
        {
            (_, null, _) => Node.Absent,
            (var name, var tensor, true) => graph.Constant(name, tensor),
            (var name, var tensor, false) => graph.Input(name, tensor.Type, new Shape(tensor.Dims)),
        }).ToArray();
        var attributes = _attributes.Where(attribute => contract.Attribute(attribute.Name)?.IsDefault(attribute) != true);
        var outputs = Enumerable.Range(indices.Count(index => index != Node.Absent), _outputs).ToArray();
        var node = new Node(contract.Domain, contract.Name, contract.Version, [.. indices[..(Array.FindLastIndex(indices, index => index != Node.Absent) + 1)]], [.. outputs], new AttributeList(attributes));
        var call = new Call(kernel, node, [.. _inputs.Select(input => input.Tensor)], _declared);
        for (var i = 0; i < _outputs; i++)
            graph.Output(graph.Value(Name(contract, i), call.OutputTypes[i], new Shape(i == 0 && _open is var (axis, most)
                ? call.OutputDims[i].SetItem(axis, graph.Symbol(new Symbol("extent", Max: most)))
                : call.OutputDims[i])));
        graph.Node(node);
        return new CaseDraft(new CaseInstance(_case, graph.Build(), [.. _inputs.Where(input => input is { Tensor: not null, Constant: false }).Select(input => input.Tensor!)], call), _draws);
    }
}
