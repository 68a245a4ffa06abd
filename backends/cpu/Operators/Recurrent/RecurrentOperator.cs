// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Recurrent;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// RNN, GRU, LSTM: for each direction the product of W with all time steps at once, then step by step the product of R with the state and
/// the cell.
/// </summary>
/// <param name="gates">Matrices in W and R.</param>
/// <param name="defaults">Activations of one direction.</param>
internal abstract class RecurrentOperator(string name, int gates, params ActivationKind[] defaults) : Operator(name, 7, 22)
{
    protected override ImmutableArray<string> Attributes => [.. ActivationReader.Attributes, "clip", "direction", "hidden_size", "layout"];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(this, builder, node));

    /// <summary>The cell of one direction.</summary>
    protected abstract ICellSteps<T> Cell<T>(PlanBuilder builder, Node node, RecurrentShape shape, int direction, ReadOnlySpan<Activation> activations)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Gates whose recurrent bias the projection holds, the first ones.</summary>
    protected virtual int BiasedGates(Node node) => gates;

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (x, w, r) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]].Shape, graph.Values[node.Inputs[2]].Shape);
        var direction = node.Attributes.String("direction", "forward");
        if (direction is not ("forward" or "reverse" or "bidirectional"))
            return Support.No(Why.Attribute, $"{Name} knows no direction '{direction}'");
        var directions = direction == "bidirectional" ? 2 : 1;
        if (x.Rank != 3 || w.Rank != 3 || r.Rank != 3)
            return Support.No(Why.Shape, $"{Name} needs X, W and R of rank 3, not {x}, {w}, {r}");
        var hidden = r[2];
        if (w[0] != directions || r[0] != directions || w[1] != gates * hidden || r[1] != gates * hidden || w[2] != x[2] || node.Attributes.Int("hidden_size", hidden) != hidden)
            return Support.No(Why.Shape, $"{Name} {direction} of {x} by {w} and {r} is not consistent");
        if (node.HasInput(4) && graph.Values[node.Inputs[4]].Type != DType.Int32)
            return Support.No(Why.DType, $"sequence_lens are i32, not {graph.Values[node.Inputs[4]].Type}");
        var type = graph.Values[node.Inputs[0]].Type;
        foreach (var input in Enumerable.Range(1, node.Inputs.Length - 1).Where(input => input != 4 && node.HasInput(input)))
            if (graph.Values[node.Inputs[input]].Type != type)
                return Support.No(Why.DType, $"{node} mixes {type} and {graph.Values[node.Inputs[input]].Type}");
        return ActivationReader.Check(node, defaults.Length * directions);
    }

    private unsafe void Build<T>(PlanBuilder builder, Node node) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = RecurrentShape.Of(builder, node, gates);
        var (clock, directions) = (shape.Clock, shape.Clock.Directions);
        var activations = ActivationReader.Read(node, defaults, defaults.Length * directions);
        var rows = clock.Steps * clock.Batch;
        var projections = Enumerable.Range(0, directions)
            .Select(d => WeightProduct.Of<T>(builder, node.Inputs[1], (nint)d * shape.Width * shape.Input, rows, shape.Width, shape.Input)).ToArray();
        var cells = Enumerable.Range(0, directions)
            .Select(d => Cell<T>(builder, node, shape, d, activations.AsSpan(d * defaults.Length, defaults.Length))).ToArray();
        var slots = RecurrentSlots.Of<T>(builder, node, shape);
        var clip = node.Attributes.Has("clip") ? T.CreateTruncating(node.Attributes.Float("clip", 0)) : T.PositiveInfinity;
        var (biased, allReverse) = (BiasedGates(node), node.Attributes.String("direction", "forward") == "reverse");
        int[] reads = [.. slots.Reads, .. projections.Select(product => product.Reads), .. cells.SelectMany(cell => cell.Reads)];
        var scratch = projections.Select(product => product.ScratchBytes(builder.Pool.Width)).Concat(cells.Select(cell => cell.ScratchBytes(builder.Pool.Width))).Max();
        builder.Add(reads, [.. slots.Writes, .. cells.SelectMany(cell => cell.Writes)], scratch, (in frame) =>
        {
            var lengths = slots.CheckLengths(frame, clock);
            if (lengths != null && slots.Output >= 0)
                new Span<T>(frame.At<T>(slots.Output), rows * directions * shape.Hidden).Clear();
            for (var direction = 0; direction < directions; direction++)
            {
                var bias = slots.FillBias<T>(frame, shape, direction, biased);
                projections[direction].Run(frame, frame.At<T>(slots.Input), frame.At<T>(slots.Projection), bias);
                slots.LoadStates<T>(frame, shape, direction);
                var at = new RecurrentStep<T>
                {
                    Clock = clock,
                    Hidden = shape.Hidden,
                    Gates = gates,
                    Direction = direction,
                    Reverse = allReverse || direction == 1,
                    Lengths = lengths,
                    Projection = frame.At<T>(slots.Projection),
                    Pre = frame.At<T>(slots.Pre),
                    PreWidth = shape.Width,
                    State = frame.At<T>(slots.State),
                    Cell = slots.Cell < 0 ? null : frame.At<T>(slots.Cell),
                    Output = slots.Output < 0 ? null : frame.At<T>(slots.Output),
                    Clip = clip,
                };
                for (at.Step = 0; at.Step < clock.Steps; at.Step++)
                    cells[direction].Run(frame, at);
                slots.StoreStates<T>(frame, shape, direction);
            }
        });
    }

    private readonly struct Case(RecurrentOperator which, PlanBuilder builder, Node node) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> => which.Build<T>(builder, node);
    }
}
