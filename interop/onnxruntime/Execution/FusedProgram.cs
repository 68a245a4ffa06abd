// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Host;
using Tengen.Interop.OnnxRuntime.Graphs;
using Tengen.Interop.OnnxRuntime.Native;
using Tengen.Reference;

namespace Tengen.Interop.OnnxRuntime.Execution;

/// <summary>
/// A partition on its device: one program for every shape, or one a shape where the device wants numbers. Runs of one node may come from
/// several threads at a time.
/// </summary>
internal sealed unsafe class FusedProgram : IDisposable
{
    /// <summary>Shapes kept at a time; the one unused longest goes first.</summary>
    private const int MostShapes = 64;

    private readonly RunContext _session;
    private readonly FusedOperands _operands;
    private readonly Graph.Graph _graph;
    private readonly ProgramOptions _options;
    private readonly int[] _inputs;
    private readonly int[] _outputs;
    private readonly List<ShapePlan> _plans = [];
    private readonly Lock _planning = new();
    private CompiledProgram? _program;
    private SemaphoreSlim? _room;

    private FusedProgram(RunContext session, Graph.Graph written, Graph.Graph graph, FusedOperands operands, ProgramOptions options)
    {
        (_session, _graph, _operands, _options) = (session, graph, operands, options);
        _inputs = Positions(written, written.Inputs, operands.Inputs);
        _outputs = Positions(written, written.Outputs, operands.Outputs);
    }

    /// <summary>Compiles what the device claimed; where its claim needs shapes, nothing before the first run.</summary>
    /// <param name="session">The device, and whom to tell.</param>
    /// <param name="written">The partition as ONNX Runtime shows it; its constants are lent for the call.</param>
    /// <param name="operands">The fused node's operands.</param>
    /// <param name="options">The options of the query.</param>
    /// <exception cref="NotClaimedException">The device takes back what it claimed.</exception>
    /// <exception cref="TengenException">It claimed the graph and does not compile it.</exception>
    public static FusedProgram Build(RunContext session, Graph.Graph written, FusedOperands operands, ProgramOptions options)
    {
        var graph = Canonicalizer.Run(written, OperatorSet.Contracts);
        var query = GraphQuery.Run(session.Shared.Device, graph, options.Settings);
        if (query.IsClaimed)
            return new FusedProgram(session, written, graph, operands, options).ForEveryShape();
        if (query.Nodes.All(node => node.IsClaimed || node.Verdict == SupportVerdict.IfStatic))
            return new FusedProgram(session, written, WithOwnConstants(graph), operands, options);
        throw new NotClaimedException(session.Shared.Device.Name, query);
    }

    public void Run(OrtKernelContext* context)
    {
        _session.Shared.ThrowIfEnded();
        var inputs = stackalloc TensorView[_inputs.Length];
        for (var i = 0; i < _inputs.Length; i++)
            inputs[i] = TensorView.Input(context, _inputs[i]);
        var views = new ReadOnlySpan<TensorView>(inputs, _inputs.Length);
        var plan = Take(views);
        try
        {
            plan.Run(context, views, _outputs, _session.Patience);
        }
        finally
        {
            Return(plan);
            _session.Shared.TellViolations(_session.Warn);
        }
    }

    /// <summary>The status of a run that failed.</summary>
    public OrtStatus* Failed(Exception failure)
    {
        _session.Shared.Notice(failure);
        return Ort.Fail(failure, $"{_session.Backend}, node '{_operands.Name}'");
    }

    public void Dispose()
    {
        foreach (var plan in _plans)
            plan.Dispose();
        _program?.Dispose();
        _room?.Dispose();
    }

    private FusedProgram ForEveryShape()
    {
        _program = CompiledProgram.Create(_session.Shared.Device, _graph, _options);
        _room = ShapePlan.Room(_program);
        return this;
    }

    private ShapePlan Take(ReadOnlySpan<TensorView> inputs)
    {
        lock (_planning)
        {
            for (var i = 0; i < _plans.Count; i++)
            {
                if (!_plans[i].Serves(inputs))
                    continue;
                var plan = _plans[i];
                if (i > 0)
                {
                    _plans.RemoveAt(i);
                    _plans.Insert(0, plan);
                }
                plan.Users++;
                return plan;
            }
        }
        var fresh = Plan(inputs);
        fresh.Users = 1;
        if (fresh.DependsOnValues)
            return fresh;
        lock (_planning)
        {
            _plans.Insert(0, fresh);
            fresh.Kept = true;
            if (_plans.Count > MostShapes)
                Drop(_plans.FindLastIndex(plan => plan.Users == 0));
        }
        return fresh;
    }

    private void Return(ShapePlan plan)
    {
        lock (_planning)
            if (--plan.Users > 0 || plan.Kept)
                return;
        plan.Dispose();
    }

    private void Drop(int index)
    {
        if (index < 0)
            return;
        _plans[index].Dispose();
        _plans.RemoveAt(index);
    }

    private ShapePlan Plan(ReadOnlySpan<TensorView> inputs)
    {
        var shapes = ImmutableArray.CreateBuilder<Shape>(inputs.Length);
        foreach (var input in inputs)
            shapes.Add(new Shape(input.Shape));
        SymbolBinding.Solve(_graph, shapes.ToArray());
        if (_program is not null)
            return new ShapePlan(_program, _room, false, _graph, inputs);
        var special = Specialized(shapes.ToArray());
        return new ShapePlan(special, ShapePlan.Room(special), true, _graph, inputs);
    }

    private CompiledProgram Specialized(ReadOnlySpan<Shape> shapes)
    {
        var graph = Canonicalizer.Specialize(_graph, OperatorSet.Contracts, shapes);
        var query = GraphQuery.Run(_session.Shared.Device, graph, _options.Settings);
        return query.IsClaimed ? CompiledProgram.Create(_session.Shared.Device, graph, _options) : throw new NotClaimedException(_session.Shared.Device.Name, query);
    }

    private static Graph.Graph WithOwnConstants(Graph.Graph graph) => graph with
    {
        Values = [.. graph.Values.Select(value => value.Constant is { } lent
            ? value with { Constant = new Tensor(lent.Type, lent.Dims, Storage.CopyOf(new ReadOnlySpan<byte>(lent.Pointer, checked((int)lent.Bytes)))) }
            : value)],
    };

    private static int[] Positions(Graph.Graph written, ImmutableArray<int> values, ImmutableArray<string> operands) =>
        [.. values.Select(value => operands.IndexOf(written.Values[value].Name) is >= 0 and var position
            ? position
            : throw new ProviderException(OrtErrorCode.ORT_EP_FAIL, $"value '{written.Values[value].Name}' of the partition is no operand of its fused node"))];
}
