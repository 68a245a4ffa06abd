// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Graph.Operators;

namespace Tengen.Host;

/// <summary>
/// A model on one device that takes all of it: one program for all shapes when the device claims symbols, otherwise one per shape, compiled
/// when it is first seen and kept. Disposed by its owner, before the device. Runs are serialised; any thread may call.
/// </summary>
public sealed class CompiledModel : IDisposable
{
    private readonly Device _device;
    private readonly Graph.Graph _graph;
    private readonly IOperatorSet _operators;
    private readonly ProgramOptions _options;
    private readonly CompiledProgram? _program;
    private readonly Dictionary<ShapeList, (CompiledProgram Program, ArgumentBuffers Buffers)> _plans = [];
    private readonly Lock _lock = new();

    private CompiledModel(Device device, Graph.Graph graph, IOperatorSet operators, ProgramOptions options, CompiledProgram? program) =>
        (_device, _graph, _operators, _options, _program) = (device, graph, operators, options, program);

    /// <summary>The graph in canonical form.</summary>
    public Graph.Graph Graph => _graph;

    /// <summary>The program that serves every shape, or null when each shape has its own.</summary>
    public CompiledProgram? Program => _program;

    /// <summary>Shapes that programs or buffers are kept for.</summary>
    public int CachedShapes
    {
        get
        {
            lock (_lock)
                return _plans.Count;
        }
    }

    /// <summary>Brings a graph into canonical form, asks the device, and compiles.</summary>
    /// <exception cref="GraphException">The graph is malformed.</exception>
    /// <exception cref="NotClaimedException">The device does not take every node.</exception>
    /// <exception cref="TengenException">Compilation failed.</exception>
    public static CompiledModel Compile(Device device, Graph.Graph graph, IOperatorSet operators, ProgramOptions? options = null)
    {
        options ??= ProgramOptions.Default;
        var canonical = Canonicalizer.Run(graph, operators);
        var query = GraphQuery.Run(device, canonical, options.Settings);
        if (query.IsClaimed)
            return new CompiledModel(device, canonical, operators, options, CompiledProgram.Create(device, canonical, options));
        if (!canonical.IsStatic && query.Nodes.All(node => node.IsClaimed || node.Verdict == SupportVerdict.IfStatic))
            return new CompiledModel(device, canonical, operators, options, null);
        throw new NotClaimedException(device.Name, query);
    }

    /// <summary>Runs once and waits.</summary>
    /// <param name="inputs">One tensor per graph input.</param>
    /// <returns>One new tensor per graph output.</returns>
    /// <exception cref="GraphException"><c>graph.binding</c>: the inputs do not fit.</exception>
    /// <exception cref="NotClaimedException">The device does not take the graph at these shapes.</exception>
    /// <exception cref="TengenException">The run failed.</exception>
    public Tensor[] Run(params IReadOnlyList<Tensor> inputs)
    {
        CheckTypes(inputs);
        var shapes = new ShapeList([.. inputs.Select(input => new Shape(input.Dims))]);
        lock (_lock)
        {
            if (!_plans.TryGetValue(shapes, out var plan))
                _plans[shapes] = plan = Plan(shapes.Shapes, inputs);
            plan.Buffers.Upload(inputs);
            plan.Program.Run(_device.Queues[0], plan.Buffers.Arguments);
            return plan.Buffers.Download();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var (program, buffers) in _plans.Values)
            {
                buffers.Dispose();
                program.Dispose();
            }
            _plans.Clear();
            _program?.Dispose();
        }
    }

    private (CompiledProgram, ArgumentBuffers) Plan(ImmutableArray<Shape> shapes, IReadOnlyList<Tensor> inputs)
    {
        SymbolBinding.Solve(_graph, shapes.AsSpan());
        var program = _program ?? Specialized(shapes);
        return (program, new ArgumentBuffers(program, program.Infer(shapes.AsSpan(), inputs)));
    }

    private CompiledProgram Specialized(ImmutableArray<Shape> shapes)
    {
        var graph = Canonicalizer.Specialize(_graph, _operators, shapes.AsSpan());
        var query = GraphQuery.Run(_device, graph, _options.Settings);
        return query.IsClaimed ? CompiledProgram.Create(_device, graph, _options) : throw new NotClaimedException(_device.Name, query);
    }

    private void CheckTypes(IReadOnlyList<Tensor> inputs)
    {
        if (inputs.Count != _graph.Inputs.Length)
            throw new GraphException("graph.binding", $"{_graph}: {inputs.Count} tensors for {_graph.Inputs.Length} inputs");
        for (var i = 0; i < inputs.Count; i++)
            if (_graph.Values[_graph.Inputs[i]] is var input && input.Type != inputs[i].Type)
                throw new GraphException("graph.binding", $"{_graph}: input {input} was given {inputs[i]}");
    }
}
