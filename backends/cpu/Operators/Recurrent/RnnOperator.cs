// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Recurrent;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>RNN.</summary>
internal sealed class RnnOperator() : RecurrentOperator("RNN", 1, ActivationKind.Tanh)
{
    protected override ICellSteps<T> Cell<T>(PlanBuilder builder, Node node, RecurrentShape shape, int direction, ReadOnlySpan<Activation> activations) => new Steps<T>
    {
        Product = WeightProduct.Of<T>(builder, node.Inputs[2], (nint)direction * shape.Width * shape.Hidden, shape.Clock.Batch, shape.Width, shape.Hidden),
        Gate = activations[0],
    };

    private sealed class Steps<T> : ICellSteps<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public required WeightProduct Product { get; init; }

        public required Activation Gate { get; init; }

        public int[] Reads => [Product.Reads];

        public int[] Writes => [];

        public long ScratchBytes(int width) => Product.ScratchBytes(width);

        public unsafe void Run(in Frame frame, in RecurrentStep<T> at)
        {
            Product.Run(frame, at.State, at.Pre, null);
            var body = new RnnCell<T> { At = at, Gate = Gate };
            frame.Pool.Run(at.Items, ref body);
        }
    }
}
