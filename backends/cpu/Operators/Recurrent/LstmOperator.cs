// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Recurrent;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>LSTM.</summary>
internal sealed class LstmOperator() : RecurrentOperator("LSTM", 4, ActivationKind.Sigmoid, ActivationKind.Tanh, ActivationKind.Tanh)
{
    protected override ImmutableArray<string> Attributes => [.. base.Attributes, "input_forget"];

    protected override ICellSteps<T> Cell<T>(PlanBuilder builder, Node node, RecurrentShape shape, int direction, ReadOnlySpan<Activation> activations) => new Steps<T>
    {
        Product = WeightProduct.Of<T>(builder, node.Inputs[2], (nint)direction * shape.Width * shape.Hidden, shape.Clock.Batch, shape.Width, shape.Hidden),
        Peephole = node.HasInput(7) ? builder.Operand(node.Inputs[7]) : -1,
        Couple = node.Attributes.Int("input_forget", 0) != 0,
        Activations = activations.ToArray(),
    };

    private sealed unsafe class Steps<T> : ICellSteps<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public required WeightProduct Product { get; init; }

        public required int Peephole { get; init; }

        public required bool Couple { get; init; }

        public required Activation[] Activations { get; init; }

        public int[] Reads => [Product.Reads, Peephole];

        public int[] Writes => [];

        public long ScratchBytes(int width) => Product.ScratchBytes(width);

        public void Run(in Frame frame, in RecurrentStep<T> at)
        {
            Product.Run(frame, at.State, at.Pre, null);
            var body = new LstmCell<T>
            {
                At = at,
                Gate = Activations[0],
                Candidate = Activations[1],
                Emit = Activations[2],
                Peephole = Peephole < 0 ? null : frame.At<T>(Peephole) + at.Direction * 3 * at.Hidden,
                Couple = Couple,
            };
            frame.Pool.Run(at.Items, ref body);
        }
    }
}
