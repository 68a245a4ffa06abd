// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Kernels;

/// <summary>Runs a kernel with some inputs marked, and joins what the elements of every output answer.</summary>
internal sealed class HomogeneityPass(Call call, IReadOnlyCollection<int> marked) : FullPass<Homogeneity>(parallel: false)
{
    /// <summary>By output: what all its elements have in common; null where the kernel computes no number.</summary>
    public Homogeneity?[] Outputs { get; } = new Homogeneity?[call.OutputCount];

    /// <summary>The kernel looked at a marked input: nothing is known of what came of it.</summary>
    public bool IsRevealed { get; private set; }

    public override void Reveal(int input) => IsRevealed |= marked.Contains(input);

    public override Homogeneity[] Enter(int input, double[] values, DType type)
    {
        var numbers = new Homogeneity[values.Length];
        Array.Fill(numbers, marked.Contains(input) ? Homogeneity.Marked : Homogeneity.Input(0, type));
        return numbers;
    }

    public override Tensor Plain(int output, Tensor tensor) => tensor;

    protected override void Begin(int output, DType type, Tensor tensor) => Outputs[output] = Homogeneity.Exact(0);

    protected override void Store(int output, int element, Homogeneity result) => Outputs[output] = Outputs[output]!.Value + result;
}
