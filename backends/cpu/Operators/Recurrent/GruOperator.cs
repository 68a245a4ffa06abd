// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Recurrent;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>GRU, with the reset before or after the linear step.</summary>
internal sealed class GruOperator() : RecurrentOperator("GRU", 3, ActivationKind.Sigmoid, ActivationKind.Tanh)
{
    protected override ImmutableArray<string> Attributes => [.. base.Attributes, "linear_before_reset"];

    protected override int BiasedGates(Node node) => IsLinearFirst(node) ? 2 : 3;

    protected override ICellSteps<T> Cell<T>(PlanBuilder builder, Node node, RecurrentShape shape, int direction, ReadOnlySpan<Activation> activations)
    {
        var (batch, hidden) = (shape.Clock.Batch, shape.Hidden);
        var offset = (nint)direction * shape.Width * hidden;
        var linearFirst = IsLinearFirst(node);
        return new Steps<T>
        {
            LinearFirst = linearFirst,
            Product = WeightProduct.Of<T>(builder, node.Inputs[2], offset, batch, linearFirst ? shape.Width : 2 * hidden, hidden),
            ResetProduct = linearFirst ? null : WeightProduct.Of<T>(builder, node.Inputs[2], offset + (nint)2 * hidden * hidden, batch, hidden, hidden),
            Bias = linearFirst && node.HasInput(3) ? builder.Operand(node.Inputs[3]) : -1,
            Writes = linearFirst ? [] : [builder.Temporary((long)batch * hidden * sizeof(double)), builder.Temporary((long)batch * hidden * sizeof(double))],
            Activations = activations.ToArray(),
        };
    }

    private static bool IsLinearFirst(Node node) => node.Attributes.Int("linear_before_reset", 0) != 0;

    private sealed unsafe class Steps<T> : ICellSteps<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public required bool LinearFirst { get; init; }

        public required WeightProduct Product { get; init; }

        public required WeightProduct? ResetProduct { get; init; }

        public required int Bias { get; init; }

        /// <summary>r times the state, and its product.</summary>
        public required int[] Writes { get; init; }

        public required Activation[] Activations { get; init; }

        public int[] Reads => [Product.Reads, ResetProduct?.Reads ?? -1, Bias];

        public long ScratchBytes(int width) => Math.Max(Product.ScratchBytes(width), ResetProduct?.ScratchBytes(width) ?? 0);

        public void Run(in Frame frame, in RecurrentStep<T> at)
        {
            var body = new GruCell<T> { At = at, Gate = Activations[0], Candidate = Activations[1], First = true, Second = LinearFirst };
            Product.Run(frame, at.State, at.Pre, null);
            if (ResetProduct is null)
            {
                body.LinearBias = Bias < 0 ? null : frame.At<T>(Bias) + (at.Direction * 6 + 5) * at.Hidden;
                frame.Pool.Run(at.Items, ref body);
                return;
            }
            body.At.PreWidth = 2 * at.Hidden;
            body.ResetState = frame.At<T>(Writes[0]);
            body.ResetProduct = frame.At<T>(Writes[1]);
            frame.Pool.Run(at.Items, ref body);
            ResetProduct.Run(frame, body.ResetState, body.ResetProduct, null);
            (body.First, body.Second) = (false, true);
            frame.Pool.Run(at.Items, ref body);
        }
    }
}
