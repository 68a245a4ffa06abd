// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Normalization;
using Tengen.Backends.Cpu.Kernels.Reduction;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>NegativeLogLikelihoodLoss, and SoftmaxCrossEntropyLoss, which is the same of a log-softmax. A target that is no class fails the execution.</summary>
internal sealed class ClassLossOperator(string name, int until, bool ofScores) : Operator(name, 12, until)
{
    protected override ImmutableArray<string> Attributes => ["ignore_index", "reduction"];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node)
    {
        var lines = Lines.Along(builder.Dims(node.Inputs[0]), 1);
        var input = builder.Operand(node.Inputs[0]);
        if (ofScores)
        {
            var type = builder.OperandType(node.Inputs[0]);
            var probabilities = node.HasOutput(1) ? builder.Result(node.Outputs[1]) : builder.Temporary(type.BytesFor(builder.Count(node.Inputs[0])));
            if (type == DType.Float64)
                LineSteps.Add<double, LogSoftmaxFunction>(builder, lines, input, probabilities, default);
            else
                LineSteps.Add<float, LogSoftmaxFunction>(builder, lines, input, probabilities, default);
            input = probabilities;
        }
        ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(builder, node, lines, input));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (dims, target) = (graph.Values[node.Inputs[0]].Shape.Dims, graph.Values[node.Inputs[1]]);
        if (!IntegerOperand.IsType(target.Type))
            return Support.No(Why.DType, $"{Name} takes i32 or i64 targets, not {target}");
        if (dims.Length < 2 || !target.Shape.Dims.SequenceEqual(dims.RemoveAt(1)))
            return Support.No(Why.Shape, $"{target} must have the dims of {graph.Values[node.Inputs[0]]} without the classes");
        if (node.HasInput(2) && (graph.Values[node.Inputs[2]].Type != graph.Values[node.Inputs[0]].Type || !graph.Values[node.Inputs[2]].Shape.Dims.SequenceEqual([dims[1]])))
            return Support.No(Why.Shape, $"{graph.Values[node.Inputs[2]]} must be one weight for each of {dims[1]} classes");
        return node.Attributes.String("reduction", "mean") is "none" or "sum" or "mean"
            ? null
            : Support.No(Why.Attribute, $"{Name} takes no {node.Attributes["reduction"]}");
    }

    private readonly unsafe struct Case(PlanBuilder builder, Node node, Lines lines, int input) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var (classes, from, op) = (lines, input, node.Op);
            var (targets, isWide) = (builder.SlotOf(node.Inputs[1]), builder.Type(node.Inputs[1]) == DType.Int64);
            var weights = node.HasInput(2) ? builder.Operand(node.Inputs[2]) : -1;
            var to = node.HasOutput(0) ? builder.Result(node.Outputs[0]) : builder.Temporary(builder.Count(node.Inputs[1]) * sizeof(T));
            var ignored = node.Attributes["ignore_index"]?.AsInt;
            var reduction = node.Attributes.String("reduction", "mean") switch
            {
                "none" => LossReduction.None,
                "sum" => LossReduction.Sum,
                _ => LossReduction.Mean,
            };
            builder.Add([from, targets, weights], [to], 0, (in frame) => new ClassLoss<T>
            {
                Input = frame.At<T>(from),
                Lines = classes,
                Targets = frame.At<byte>(targets),
                IsWide = isWide,
                Weights = weights < 0 ? null : frame.At<T>(weights),
                Output = frame.At<T>(to),
                Reduction = reduction,
                Ignored = ignored,
            }.Run(op));
        }
    }
}
